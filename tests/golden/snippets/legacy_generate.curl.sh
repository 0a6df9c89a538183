curl 'https://aihubmix.com/ideogram/generate' \
  -H "Api-Key: $AIHUBMIX_API_KEY" \
  -H 'Content-Type: application/json' \
  --data-raw '{
  "image_request": {
    "prompt": "a cat'\''s \"hat\"",
    "model": "V_2",
    "aspect_ratio": "ASPECT_16_9",
    "seed": 7,
    "color_palette": {
      "members": [{"color_hex":"#ff8800","color_weight":0.65},{"color_hex":"#08f"}]
    }
  }
}'
