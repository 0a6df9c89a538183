import os

import requests

response = requests.post(
    "https://aihubmix.com/ideogram/generate",
    headers={"Api-Key": os.environ["AIHUBMIX_API_KEY"]},
    json={
      "image_request": {
        "prompt": "a cat's \"hat\"",
        "model": "V_2",
        "aspect_ratio": "ASPECT_16_9",
        "seed": 7,
        "color_palette": {
          "members": [{"color_hex":"#ff8800","color_weight":0.65},{"color_hex":"#08f"}]
        }
      }
    },
    timeout=300,
)
print(response.status_code, response.json())
