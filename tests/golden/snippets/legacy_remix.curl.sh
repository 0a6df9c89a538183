curl 'https://aihubmix.com/ideogram/remix' \
  -H "Api-Key: $AIHUBMIX_API_KEY" \
  -F 'image_file=@image_file.png;type=image/png' \
  --form-string 'image_request={"prompt":"watercolor","model":"V_2_TURBO","image_weight":50}'
