//! Vazirmatn, the one font of the page, from its npm package, cut down to what the page shows.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cmd::{self, Failure, Outcome};
use crate::project;

const PACKAGE: &str = "node_modules/@fontsource-variable/vazirmatn";

/// The lightest and the heaviest weight that the style sheets ask for.
const WEIGHTS: [u32; 2] = [400, 800];

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

/// Reads the font and cuts it down to what the page can show.
pub fn read(root: &Path, node: &Path) -> Outcome<Fonts> {
    let package = root.join(PACKAGE);
    let work = project::target_dir().join("page");
    let written = written(root)?;
    let file = |(subset, range)| {
        let own = format!("vazirmatn-{subset}-wght-normal.woff2");
        let (cut, list) = (work.join(&own), work.join(format!("{subset}.txt")));
        project::write(&list, characters(subset, range, &written))?;
        let mut command = Command::new(node);
        command.arg(root.join("xtask/subset.mjs")).arg(package.join("files").join(&own)).arg(&cut).arg(&list);
        command.args(WEIGHTS.map(|weight| weight.to_string()));
        cmd::run(&mut command)?;
        Ok(Font { subset, range, bytes: project::read_bytes(&cut)? })
    };
    let files = SUBSETS.into_iter().map(file).collect::<Outcome<_>>()?;
    Ok(Fonts { files, licence: project::read(&package.join("LICENSE"))? })
}

/// What a file is to show: data may hold any letter of the Arabic script, so all of those; of the others
/// printable ASCII and whatever the program itself writes. The rest falls to the system's font.
fn characters(subset: &str, range: &str, written: &str) -> String {
    if subset == "arabic" {
        return ranges(range).flatten().filter_map(char::from_u32).collect();
    }
    let all = (' '..='~')
        .chain(written.chars().filter(|own| ranges(range).any(|part| part.contains(&(*own as u32)))));
    all.collect::<BTreeSet<char>>().into_iter().collect()
}

/// `U+0600-06FF,U+204F` as ranges of numbers.
fn ranges(list: &str) -> impl Iterator<Item = RangeInclusive<u32>> + '_ {
    list.split(',').filter_map(|part| {
        let part = part.trim().strip_prefix("U+")?;
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        Some(u32::from_str_radix(from, 16).ok()?..=u32::from_str_radix(to, 16).ok()?)
    })
}

/// All that the page may write of itself: its sources, its template and the data that come with it.
fn written(root: &Path) -> Outcome<String> {
    let mut all = String::new();
    let mut open: Vec<PathBuf> =
        ["src", "seeds", "style", "index.html", "boot.js"].map(|name| root.join(name)).into();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = path.read_dir().map_err(Failure::step)?;
            open.extend(entries.flatten().map(|entry| entry.path()));
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            all.push_str(&text);
        }
    }
    Ok(all)
}

/// The `@font-face` rules, with the address that `url` gives to each file.
pub fn faces(fonts: &Fonts, url: impl Fn(&Font) -> String) -> String {
    let face = |font: &Font| {
        format!(
            "@font-face{{font-family:Vazirmatn;font-style:normal;font-weight:{} {};font-display:swap;\
             src:url({}) format(\"woff2\");unicode-range:{}}}\n",
            WEIGHTS[0],
            WEIGHTS[1],
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
    fn letters_of_the_script_stay_whole_and_others_as_far_as_they_are_written() {
        let [(_, arabic), (_, latin)] = SUBSETS;
        let kept = characters("arabic", arabic, "");
        assert!("آپچژگکیڵۆێەڕىي٬٫٪؟،؛ًّ۰۹٠٩\u{200c}".chars().all(|own| kept.contains(own)));
        let kept = characters("latin", latin, "a «é» ز → Σ");
        assert!(kept.contains('~') && kept.contains('«') && kept.contains('é') && !kept.contains('ü'));
        assert!(!kept.contains('ز') && !kept.contains('Σ'));
    }

    #[test]
    fn the_style_sheets_ask_for_no_other_weight() {
        let style = crate::project::root().join("style");
        for sheet in style.read_dir().unwrap().flatten() {
            let text = std::fs::read_to_string(sheet.path()).unwrap();
            for weight in text.split("font-weight:").skip(1) {
                let weight = weight.trim().split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
                let known = ["normal", "bold", "inherit", "var"].contains(&weight)
                    || weight.parse().is_ok_and(|weight| (WEIGHTS[0]..=WEIGHTS[1]).contains(&weight));
                assert!(known, "{}: {weight}", sheet.path().display());
            }
        }
    }

    #[test]
    fn the_zero_width_non_joiner_is_drawn_by_the_arabic_file() {
        let (_, latin) = SUBSETS[1];
        assert!(SUBSETS[0].1.contains("U+200C-200E") && latin.contains("U+2000-200B,U+200F-206F"));
    }
}
