import requests
import os
data = {
    "prompt" : "bird playing with a cat in the snow, pixel art style" ,
    "rendering_speed" : "QUALITY" ,
    "num_images" : 1 ,
    "seed" : 1 ,
    # no "aspect_ratio"
    "magic_prompt" : "AUTO" ,
    "style_type" : "AUTO" ,
    # no "negative_prompt"
}
source_image_path = "yourpath/image.png"
if not os.path.exists(source_image_path):
    raise FileNotFoundError ( f"源图片未找到: { source_image_path } " )
files = None
style_reference_path = "yourpath/reference-image.png"
use_reference_image = True
with open (source_image_path, "rb" ) as image_file:
    if use_reference_image and os.path.exists(style_reference_path):
        files = {
            "image" : image_file,
            "style_reference_images" : open (style_reference_path, "rb" ),
        }
    else :
        if use_reference_image:
            print ( f"警告:样式参考图片未找到: { style_reference_path } " )
        files = {
            "image" : image_file,
        }
    response = requests.post(
        "https://aihubmix.com/ideogram/v1/ideogram-v3/replace-background" ,
        headers = {
            "Api-Key" : "sk-***"
        },
        data = data,
        files = files
    )
print (response.json())
