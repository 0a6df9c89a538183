import requests
import os
url = "https://aihubmix.com/ideogram/eidt"
files = {
    "image_file" : open ( '<file1>' , 'rb' ), # 必须
    "mask" : "open('<file1>', 'rb')" # 必须
}
payload = {
    "prompt" : " \" prompt \" " , # 必须
    "model" : "V_2" , # 必须,only supported for V_2 and V_2_TURBO.
    "magic_prompt_option" : ,
    "num_images" : 1 , # integer 可选 >=1 <=8 Defaults to 1
    "seed" : , # integer 可选 >=0 <=2147483647
    "style_type" :
16 }
headers = { "Api-Key" : os.getenv( "AIHUBMIX_API_KEY" )}
response = requests.post(url, data = payload, files = files, headers = headers)
print (response.json()
# close file
files[ "image_file" ].close()
files[ "mask" ].close()
