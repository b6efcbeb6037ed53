//! What drawing tests share: frames, SVG, Persian digits, and a backend that notes where things are drawn.

use std::convert::Infallible;

use negah::chart::{ChartError, DrawResult, Frame, Rect, Theme, nice_ticks, text_width};
use negah::text::Language;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};
use plotters_svg::SVGBackend;

pub fn fa(width: u32, height: u32) -> Frame {
    Frame { width, height, scale: 1.0, language: Language::Fa, rtl: true, theme: Theme::LIGHT }
}

pub fn en(width: u32, height: u32) -> Frame {
    Frame { language: Language::En, rtl: false, ..fa(width, height) }
}

pub type Svg = Result<String, ChartError>;

pub fn svg(frame: &Frame, draw: impl FnOnce(&mut SVGBackend<'_>) -> DrawResult) -> Svg {
    let mut text = String::new();
    let mut backend = SVGBackend::with_string(&mut text, (frame.width, frame.height));
    draw(&mut backend)?;
    assert!(backend.present().is_ok());
    drop(backend);
    Ok(text)
}

pub fn persian(text: &str) -> String {
    let digit = |letter: char| letter.to_digit(10).and_then(|digit| char::from_u32(0x06f0 + digit));
    text.chars().map(|letter| digit(letter).unwrap_or(if letter == '.' { '٫' } else { letter })).collect()
}

pub fn ticks(min: f64, max: f64, n: usize) -> Vec<(f64, String)> {
    nice_ticks(min, max, n).into_iter().map(|value| (value, persian(&value.to_string()))).collect()
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Notes boxes around texts and around everything else; draws nothing.
#[derive(Default)]
pub struct Recorder {
    size: (u32, u32),
    texts: Vec<(String, Rect)>,
    marks: Vec<Rect>,
}

impl Recorder {
    pub fn of(frame: &Frame, draw: impl FnOnce(&mut Self) -> DrawResult) -> Self {
        let mut recorder = Self { size: (frame.width, frame.height), ..Self::default() };
        draw(&mut recorder).unwrap();
        recorder
    }

    /// What leaves the surface, and texts that lie on each other.
    pub fn faults(&self) -> Vec<String> {
        // Strokes are drawn half outside their points, and pixels are whole.
        let surface = Rect {
            left: -1.0,
            top: -1.0,
            right: f64::from(self.size.0) + 1.0,
            bottom: f64::from(self.size.1) + 1.0,
        };
        let out =
            self.marks.iter().filter(|mark| !surface.encloses(mark)).map(|mark| format!("mark at {mark:?}"));
        let beyond = self.texts.iter().filter(|(_, rect)| !surface.encloses(rect));
        let beyond = beyond.map(|(text, rect)| format!("{text} at {rect:?}"));
        let pairs = self.texts.iter().enumerate().flat_map(|(at, one)| {
            self.texts[at + 1..]
                .iter()
                .filter(move |other| one.1.overlaps(&other.1))
                .map(move |other| (one, other))
        });
        let clashes = pairs.map(|(one, other)| format!("{} on {}", one.0, other.0));
        out.chain(beyond).chain(clashes).collect()
    }

    pub fn texts(&self) -> Vec<&str> {
        self.texts.iter().map(|(text, _)| text.as_str()).collect()
    }

    fn mark(&mut self, points: impl IntoIterator<Item = BackendCoord>) -> Drawn {
        let points = points.into_iter().map(|(x, y)| [f64::from(x), f64::from(y)]);
        let rect = points.map(|point| Rect::between(point, point)).reduce(|one, other| Rect {
            left: one.left.min(other.left),
            top: one.top.min(other.top),
            right: one.right.max(other.right),
            bottom: one.bottom.max(other.bottom),
        });
        self.marks.extend(rect);
        Ok(())
    }
}

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, _: BackendColor) -> Drawn {
        self.mark([at])
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _: &S) -> Drawn {
        self.mark([from, to])
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _: &S, _: bool) -> Drawn {
        self.mark([from, to])
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, _: &S) -> Drawn {
        self.mark(path)
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, _: &S, _: bool) -> Drawn {
        let radius = radius as i32;
        self.mark([(x - radius, y - radius), (x + radius, y + radius)])
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        ring: I,
        _: &S,
    ) -> Drawn {
        self.mark(ring)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let content: String =
            text.chars().filter(|letter| !('\u{2066}'..='\u{2069}').contains(letter)).collect();
        if content.is_empty() {
            return Ok(());
        }
        let width = text_width(&content, style.size());
        let left = f64::from(x)
            - match style.anchor().h_pos {
                HPos::Left => 0.0,
                HPos::Center => width / 2.0,
                HPos::Right => width,
            };
        // Letters fill about the height of an x and a half.
        let half = style.size() * 0.45;
        let (x, y) = (f64::from(x), f64::from(y));
        let rect = match style.transform() {
            // A quarter to the left around the anchor: what was to the left of it is now below.
            FontTransform::Rotate270 => {
                Rect { left: x - half, top: y - (left + width - x), right: x + half, bottom: y + (x - left) }
            }
            _ => Rect { left, top: y - half, right: left + width, bottom: y + half },
        };
        self.texts.push((content, rect));
        Ok(())
    }
}
