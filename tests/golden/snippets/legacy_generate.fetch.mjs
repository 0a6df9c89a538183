const response = await fetch("https://aihubmix.com/ideogram/generate", {
  method: "POST",
  headers: { "Api-Key": process.env.AIHUBMIX_API_KEY, "Content-Type": "application/json" },
  body: JSON.stringify({
    "image_request": {
      "prompt": "a cat's \"hat\"",
      "model": "V_2",
      "aspect_ratio": "ASPECT_16_9",
      "seed": 7,
      "color_palette": {
        "members": [{"color_hex":"#ff8800","color_weight":0.65},{"color_hex":"#08f"}]
      }
    }
  }),
});
console.log(response.status, await response.json());
