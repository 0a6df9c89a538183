import os

import requests

response = requests.post(
    "https://aihubmix.com/ideogram/remix",
    headers={"Api-Key": os.environ["AIHUBMIX_API_KEY"]},
    files=[
        ("image_file", ("image_file.png", open("image_file.png", "rb"), "image/png")),
        ("image_request", (None, "{\"prompt\":\"watercolor\",\"model\":\"V_2_TURBO\",\"image_weight\":50}")),
    ],
    timeout=300,
)
print(response.status_code, response.json())
