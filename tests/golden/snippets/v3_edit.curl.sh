curl 'https://aihubmix.com/ideogram/v1/ideogram-v3/edit' \
  -H "Api-Key: $AIHUBMIX_API_KEY" \
  -F 'image=@image.jpg;type=image/jpeg' \
  -F 'mask=@mask.png;type=image/png' \
  --form-string 'prompt=It'\''s a "quiet" harbor,
with C:\boats; 你好' \
  --form-string 'rendering_speed=QUALITY' \
  --form-string 'num_images=2' \
  --form-string 'aspect_ratio=16x9' \
  -F 'style_reference_images=@style_reference_images-1.png;type=image/png' \
  -F 'style_reference_images=@style_reference_images-2.webp;type=image/webp'
