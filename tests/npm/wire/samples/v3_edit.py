import requests
import os
source_image_path = "yourpath/image.jpeg"
mask_image_path = "yourpath/mask.jpg"
if not os.path.exists(source_image_path):
    raise FileNotFoundError ( f"源图片未找到: { source_image_path } " )
with open (source_image_path, "rb" ) as image_file, open (mask_image_path, "rb" ) as mask_file:
    response = requests.post(
        "https://aihubmix.com/ideogram/v1/ideogram-v3/edit" ,
        headers = {
            "Api-Key" : "sk-***"
        },
        data = {
            "prompt" : "remove text" ,
            "rendering_speed" : "DEFAULT" ,
            "num_images" : 1 ,
            "seed" : 1 ,
            "aspect_ratio" : "16x9" ,
            "magic_prompt" : "AUTO" ,
            "style_type" : "AUTO" ,
            "negative_prompt" : "blurry, bad anatomy, watermark" ,
        },
        files = {
            "image" : image_file,
            "mask" : mask_file,
        }
    )
print (response.json())
