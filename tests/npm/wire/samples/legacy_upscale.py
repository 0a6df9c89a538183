import requests
import os
url = "https://aihubmix.com/ideogram/upscale"
files = { "image_file" : open ( '<file1>' , 'rb' ) }
payload = { "image_request" : " {} " }
headers = { "Api-Key" : os.getenv( "AIHUBMIX_API_KEY" )}
response = requests.post(url, data = payload, files = files, headers = headers)
print (response.json())
