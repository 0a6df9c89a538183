//! Draws one picture: `cargo run -p ideomix-practice --example draw -- WIDTH HEIGHT SEED FILE PROMPT`.

use std::time::Instant;

use ideomix_practice::draw::{Scene, draw};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [width, height, seed, file, prompt] = words.as_slice() else {
        return Err("usage: draw WIDTH HEIGHT SEED FILE PROMPT".into());
    };
    let scene = Scene {
        width: width.parse()?,
        height: height.parse()?,
        seed: seed.parse()?,
        prompt: prompt.clone(),
        ..Scene::default()
    };
    let start = Instant::now();
    let picture = draw(&scene)?;
    println!("{} bytes in {} ms", picture.len(), start.elapsed().as_millis());
    std::fs::write(file, picture)?;
    Ok(())
}
