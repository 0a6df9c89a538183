//! What a practice picture says about itself: text chunks of its PNG file, written and read.

use std::io::Cursor;

use super::Scene;

/// The keyword of the text chunk by which a program can tell a practice picture.
pub const TEXT_KEY: &str = "practice";

/// The keyword of the words that a picture was made from, by the PNG standard's list of keywords.
const PROMPT_KEY: &str = "Description";

/// The keyword of the words that are written below a picture.
const CAPTION_KEY: &str = "practice-caption";

/// The longest head of a file that is searched for text chunks.
const HEAD_MAX: usize = 256 * 1024;

/// What is said about a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    /// The sentence under [`TEXT_KEY`], in ASCII.
    pub(crate) mark: String,
    /// The words it was made from; empty where there were none.
    pub(crate) prompt: String,
    /// The words that are written below it; empty where there are none.
    pub(crate) caption: String,
}

impl Note {
    pub(crate) fn of(scene: &Scene) -> Self {
        // A zero would end the chunk early.
        let prompt = scene.prompt.replace('\0', " ").trim().to_owned();
        let caption = prompt.clone();
        Self { mark: format!("drawn for practice, seed {}", scene.seed), prompt, caption }
    }

    /// Reads the note of a practice picture; nothing for any other file, whatever it says about itself.
    pub(crate) fn read(file: &[u8]) -> Option<Self> {
        let head = file.get(..HEAD_MAX).unwrap_or(file);
        let reader = png::Decoder::new(Cursor::new(head)).read_info().ok()?;
        let info = reader.info();
        let mark = info.uncompressed_latin1_text.iter().find(|chunk| chunk.keyword == TEXT_KEY)?;
        let text = |key: &str| {
            let chunk = info.utf8_text.iter().find(|chunk| chunk.keyword == key);
            chunk.and_then(|chunk| chunk.get_text().ok()).unwrap_or_default()
        };
        Some(Self { mark: mark.text.clone(), prompt: text(PROMPT_KEY), caption: text(CAPTION_KEY) })
    }

    pub(super) fn write<W: std::io::Write>(
        &self,
        encoder: &mut png::Encoder<'_, W>,
    ) -> Result<(), png::EncodingError> {
        encoder.add_text_chunk(TEXT_KEY.to_owned(), self.mark.clone())?;
        for (key, text) in [(PROMPT_KEY, &self.prompt), (CAPTION_KEY, &self.caption)] {
            if !text.is_empty() {
                encoder.add_itxt_chunk(key.to_owned(), text.clone())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::draw;

    #[test]
    fn a_picture_tells_its_words_in_any_script_and_a_strange_one_tells_nothing() {
        let scene =
            Scene { width: 20, height: 10, prompt: " 雪中的狐狸 🦊\0".to_owned(), ..Scene::default() };
        let file = draw(&scene).unwrap();
        assert_eq!(Note::read(&file).map(|note| note.prompt), Some("雪中的狐狸 🦊".to_owned()));
        let mut strange = Cursor::new(Vec::new());
        image::RgbImage::new(3, 3).write_to(&mut strange, image::ImageFormat::Png).unwrap();
        assert_eq!(Note::read(strange.get_ref()), None);
        assert_eq!(Note::read(b"no picture"), None);
    }
}
