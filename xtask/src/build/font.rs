//! Vazirmatn, the one font of the page, from its npm package.

use std::path::Path;

use crate::cmd::Outcome;
use crate::project;

const PACKAGE: &str = "node_modules/@fontsource-variable/vazirmatn";

/// Which characters each file of the font serves, as its package declares.
const SUBSETS: [(&str, &str); 2] = [
    (
        "arabic",
        "U+0600-06FF,U+0750-077F,U+0870-088E,U+0890-0891,U+0897-08E1,U+08E3-08FF,U+200C-200E,U+2010-2011,\
         U+204F,U+2E41,U+FB50-FDFF,U+FE70-FE74,U+FE76-FEFC",
    ),
    (
        "latin",
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-200B,\
         U+200F-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    ),
];

/// One file of the font.
pub struct Font {
    /// `arabic` or `latin`.
    pub subset: &'static str,
    /// The characters it serves, in the notation of CSS.
    pub range: &'static str,
    /// The woff2 file.
    pub bytes: Vec<u8>,
}

/// The font with its licence, which must travel with it.
pub struct Fonts {
    /// Its files.
    pub files: Vec<Font>,
    /// The text of the SIL Open Font License.
    pub licence: String,
}

/// Reads the font.
pub fn read(root: &Path) -> Outcome<Fonts> {
    let package = root.join(PACKAGE);
    let file = |(subset, range)| {
        let name = format!("files/vazirmatn-{subset}-wght-normal.woff2");
        Ok(Font { subset, range, bytes: project::read_bytes(&package.join(name))? })
    };
    let files = SUBSETS.into_iter().map(file).collect::<Outcome<_>>()?;
    Ok(Fonts { files, licence: project::read(&package.join("LICENSE"))? })
}

/// The `@font-face` rules, with the address that `url` gives to each file.
pub fn faces(fonts: &Fonts, url: impl Fn(&Font) -> String) -> String {
    let face = |font: &Font| {
        format!(
            "@font-face{{font-family:Vazirmatn;font-style:normal;font-weight:100 900;font-display:swap;\
             src:url({}) format(\"woff2\");unicode-range:{}}}\n",
            url(font),
            font.range
        )
    };
    fonts.files.iter().map(face).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_gets_its_own_address_and_range() {
        let file = |subset, range| Font { subset, range, bytes: Vec::new() };
        let fonts = Fonts {
            files: vec![file("arabic", "U+0600-06FF"), file("latin", "U+0000-00FF")],
            licence: String::new(),
        };
        let css = faces(&fonts, |font| format!("{}.woff2", font.subset));
        assert!(css.contains("url(arabic.woff2) format(\"woff2\");unicode-range:U+0600-06FF}"));
        assert!(css.contains("url(latin.woff2) format(\"woff2\");unicode-range:U+0000-00FF}"));
    }

    #[test]
    fn the_zero_width_non_joiner_is_drawn_by_the_arabic_file() {
        let (_, latin) = SUBSETS[1];
        assert!(SUBSETS[0].1.contains("U+200C-200E") && latin.contains("U+2000-200B,U+200F-206F"));
    }
}
