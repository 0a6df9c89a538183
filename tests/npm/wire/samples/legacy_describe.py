import requests
import os
url = "https://aihubmix.com/ideogram/describe"
files = { "image_file" : open ( '<file1>' , 'rb' ) }
headers = { "Api-Key" : os.getenv( "AIHUBMIX_API_KEY" )}
response = requests.post(url, files = files, headers = headers)
print (response.json())
# close file
files[ "image_file" ].close()
