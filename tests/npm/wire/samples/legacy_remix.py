import requests
import os
url = "https://aihubmix.com/ideogram/remix"
files = { "image_file" : open ( '<file1>' , 'rb' ) }
payload = { "image_request" : '''{
"prompt": "watercolor",
"aspect_ratio": "ASPECT_10_16",
"image_weight": 50,
"magic_prompt_option": "ON",
"model": "V_2"
}''' }
headers = { "Api-Key" : os.getenv( "AIHUBMIX_API_KEY" )}
response = requests.post(url, data = payload, files = files, headers = headers)
print (response.json())
