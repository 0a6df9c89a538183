curl -X POST https://aihubmix.com/ideogram/v1/ideogram-v3/reframe \
-H "Api-Key: sk-***" \
-H "Content-Type: multipart/form-data" \
-F image="@yourpath/image.png" \
-F resolution="1536x512" \
-F rendering_speed="DEFAULT" \
-F num_images="1" \
-F seed="1"
