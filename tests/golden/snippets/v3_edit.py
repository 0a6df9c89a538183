import os

import requests

response = requests.post(
    "https://aihubmix.com/ideogram/v1/ideogram-v3/edit",
    headers={"Api-Key": os.environ["AIHUBMIX_API_KEY"]},
    files=[
        ("image", ("image.jpg", open("image.jpg", "rb"), "image/jpeg")),
        ("mask", ("mask.png", open("mask.png", "rb"), "image/png")),
        ("prompt", (None, "It's a \"quiet\" harbor,\nwith C:\\boats; 你好")),
        ("rendering_speed", (None, "QUALITY")),
        ("num_images", (None, "2")),
        ("aspect_ratio", (None, "16x9")),
        ("style_reference_images", ("style_reference_images-1.png", open("style_reference_images-1.png", "rb"), "image/png")),
        ("style_reference_images", ("style_reference_images-2.webp", open("style_reference_images-2.webp", "rb"), "image/webp")),
    ],
    timeout=300,
)
print(response.status_code, response.json())
