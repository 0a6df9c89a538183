curl -X POST https://aihubmix.com/ideogram/v1/ideogram-v3/generate \
-H "Api-Key: sk-***" \
-H "Content-Type: multipart/form-data" \
-F prompt="Delicate 3D cover design with various combat machines flying from an portal. The machines have different shapes, sizes, and colors. The portal is emitting swirling energy. The background contains a futuristic city with tall buildings. The text \" One Gateway, Infinite Models \" is placed in the center with neon lights, expansive view, cinematic lighting, vivid color, bright tone. clean text, cyber punk, smooth render" \
-F rendering_speed="QUALITY" \
-F num_images="2" \
-F aspect_ratio="2x1"
