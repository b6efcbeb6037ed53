//! Lays the page out, as a folder and as a single file. Pure: parts in, texts and bytes out.

use std::io::Write;

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use super::font::{self, Font, Fonts};
use crate::cmd::{Failure, Outcome};

/// All that a page is made of.
pub struct Parts {
    /// `index.html`, with a comment `<!--negah:NAME-->` where something is put in.
    pub template: String,
    /// `boot.js`.
    pub boot: String,
    /// The style sheets, joined.
    pub style: String,
    /// The font.
    pub fonts: Fonts,
    /// The script made by wasm-bindgen.
    pub glue: String,
    /// The module.
    pub wasm: Vec<u8>,
    /// The demonstration snapshot, JSON.
    pub demo: String,
}

/// The files of `dist/`: names relative to it, with contents.
///
/// All but `index.html` and the data carry a digest in their name, so that a server may let browsers
/// keep them for ever.
pub fn folder(parts: &Parts) -> Outcome<Vec<(String, Vec<u8>)>> {
    let font_file = |font: &Font| hashed(&format!("vazirmatn-{}", font.subset), "woff2", &font.bytes);
    let style = font::faces(&parts.fonts, font_file) + &parts.style;
    let style_name = hashed("style", "css", style.as_bytes());
    let glue_name = hashed("negah", "js", parts.glue.as_bytes());
    let boot_name = hashed("boot", "js", parts.boot.as_bytes());
    let wasm_name = hashed("negah", "wasm", &parts.wasm);
    let size = parts.wasm.len();
    let arabic = parts.fonts.files.iter().find(|font| font.subset == "arabic").map(font_file);
    let font_hint = arabic.map_or_else(String::new, |name| {
        format!("<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin href=\"{name}\">\n")
    });
    let html = fill(
        &parts.template,
        &[
            ("csp", &csp(&Policy { scripts: "'self'", styles: "'self'", fonts: "'self'" })),
            ("style", &format!("{font_hint}<link rel=\"stylesheet\" href=\"{style_name}\">")),
            (
                "data",
                &format!(
                    "<link id=\"negah-wasm\" rel=\"preload\" as=\"fetch\" type=\"application/wasm\" \
                     crossorigin href=\"{wasm_name}\" data-size=\"{size}\">"
                ),
            ),
            (
                "scripts",
                &format!(
                    "<script id=\"negah-glue\" src=\"{glue_name}\"></script>\n<script src=\"{boot_name}\"></script>"
                ),
            ),
        ],
    )?;
    let mut files = vec![
        ("index.html".to_owned(), html.into_bytes()),
        (style_name, style.into_bytes()),
        (glue_name, parts.glue.clone().into_bytes()),
        (boot_name, parts.boot.clone().into_bytes()),
        (wasm_name, parts.wasm.clone()),
        ("demo.snapshot.json".to_owned(), parts.demo.clone().into_bytes()),
        ("vazirmatn-licence.txt".to_owned(), parts.fonts.licence.clone().into_bytes()),
    ];
    files.extend(parts.fonts.files.iter().map(|font| (font_file(font), font.bytes.clone())));
    Ok(files)
}

/// The page as one file that opens without a server.
pub fn single_file(parts: &Parts) -> Outcome<String> {
    let data_url = |font: &Font| format!("data:font/woff2;base64,{}", STANDARD.encode(&font.bytes));
    let licence = parts.fonts.licence.replace("*/", "* /");
    let style = format!("/*\n{licence}*/\n{}{}", font::faces(&parts.fonts, data_url), parts.style);
    refuse(&style, &["</style"])?;
    for script in [&parts.glue, &parts.boot] {
        refuse(script, &["</script", "<!--"])?;
    }
    let scripts = format!("{} {}", digest_source(&parts.glue), digest_source(&parts.boot));
    let styles = digest_source(&style);
    fill(
        &parts.template,
        &[
            ("csp", &csp(&Policy { scripts: &scripts, styles: &styles, fonts: "data:" })),
            ("style", &format!("<style>{style}</style>")),
            (
                "data",
                &format!(
                    "<script type=\"application/json\" id=\"negah-snapshot\">{}</script>\n\
                     <script type=\"text/plain\" id=\"negah-wasm\">{}</script>",
                    json_in_html(parts.demo.trim()),
                    STANDARD.encode(gzip(&parts.wasm)?)
                ),
            ),
            (
                "scripts",
                &format!(
                    "<script id=\"negah-glue\">{}</script>\n<script>{}</script>",
                    parts.glue, parts.boot
                ),
            ),
        ],
    )
}

/// Where the parts of a policy that differ may come from.
struct Policy<'a> {
    scripts: &'a str,
    styles: &'a str,
    fonts: &'a str,
}

/// The Content-Security-Policy, as a tag: nothing reaches another host, whoever serves the file.
fn csp(policy: &Policy<'_>) -> String {
    let Policy { scripts, styles, fonts } = policy;
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {scripts} \
         'wasm-unsafe-eval'; style-src {styles}; img-src 'self' data: blob:; font-src {fonts}; connect-src \
         'self'; worker-src blob:; base-uri 'none'; form-action 'none'\">"
    )
}

/// The source expression that admits exactly this inline text.
fn digest_source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The bytes packed as `boot.js` unpacks them. No time and no name inside: the same module, the same file.
fn gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let failed = |error| Failure::step(format!("the module cannot be packed: {error}"));
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).map_err(failed)?;
    packed.finish().map_err(failed)
}

/// JSON that cannot end the element it stands in. In JSON `<` occurs within strings only.
fn json_in_html(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// A file name with eight digits of the content's digest.
fn hashed(stem: &str, extension: &str, bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let digits: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{stem}-{digits}.{extension}")
}

/// Puts each text where its comment stands, which must be exactly once.
fn fill(template: &str, texts: &[(&str, &str)]) -> Outcome<String> {
    let mut html = template.to_owned();
    for (name, text) in texts {
        let comment = format!("<!--negah:{name}-->");
        if template.matches(&comment).count() != 1 {
            return Err(Failure::step(format!("index.html must hold {comment} exactly once")));
        }
        html = html.replacen(&comment, text, 1);
    }
    Ok(html)
}

/// Text that would end its element early cannot be put inline.
fn refuse(text: &str, forbidden: &[&str]) -> Outcome {
    let lower = text.to_ascii_lowercase();
    match forbidden.iter().find(|word| lower.contains(**word)) {
        Some(word) => Err(Failure::step(format!("`{word}` in a script or style cannot be put inline"))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    const TEMPLATE: &str =
        "<head><!--negah:csp--><!--negah:style--></head><!--negah:data--><!--negah:scripts-->";

    fn parts() -> Parts {
        let font = |subset, bytes: &[u8]| Font { subset, range: "U+0-FF", bytes: bytes.to_vec() };
        Parts {
            template: TEMPLATE.to_owned(),
            boot: "boot();".to_owned(),
            style: "p{margin:0}".to_owned(),
            fonts: Fonts {
                files: vec![font("arabic", b"A"), font("latin", b"L")],
                licence: "OFL".to_owned(),
            },
            glue: "let wasm_bindgen;".to_owned(),
            wasm: b"\0asm".to_vec(),
            demo: "{\"title\":\"</script><b>\"}\n".to_owned(),
        }
    }

    fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
        text.split_once(start).unwrap().1.split_once(end).unwrap().0
    }

    #[test]
    fn digest_is_the_known_sha_256_of_the_text() {
        // The example of the Content Security Policy specification.
        let source = digest_source("alert('Hello, world.');");
        assert_eq!(source, "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
    }

    #[test]
    fn the_single_file_admits_exactly_the_texts_it_holds() {
        let html = single_file(&parts()).unwrap();
        let policy = between(&html, "content=\"", "\"");
        let style = between(&html, "<style>", "</style>");
        assert!(policy.contains(&format!("style-src {};", digest_source(style))));
        let glue = between(&html, "<script id=\"negah-glue\">", "</script>");
        let boot = between(&html, "<script>", "</script>");
        for script in [glue, boot] {
            assert!(policy.contains(&digest_source(script)), "{script}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("script-src 'self'"));
    }

    #[test]
    fn the_single_file_names_no_other_file() {
        let html = single_file(&parts()).unwrap();
        assert!(!html.contains("src=\"") && !html.contains("href=\""));
        assert!(html.contains("data:font/woff2;base64,QQ=="));
        let packed = STANDARD.decode(between(&html, "id=\"negah-wasm\">", "</script>")).unwrap();
        let mut module = Vec::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut module).unwrap();
        assert_eq!(module, b"\0asm");
    }

    #[test]
    fn data_cannot_end_its_element() {
        let html = single_file(&parts()).unwrap();
        let block = between(&html, "id=\"negah-snapshot\">", "</script>");
        assert_eq!(block, "{\"title\":\"\\u003c/script>\\u003cb>\"}");
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused() {
        let mut parts = parts();
        parts.glue = "let s = \"</SCRIPT>\";".to_owned();
        assert!(single_file(&parts).is_err());
    }

    #[test]
    fn the_folder_names_each_hashed_file_that_it_holds() {
        let files = folder(&parts()).unwrap();
        let html = String::from_utf8(files[0].1.clone()).unwrap();
        let css = files.iter().find(|(name, _)| name.ends_with(".css")).unwrap();
        let css_text = String::from_utf8(css.1.clone()).unwrap();
        for (name, _) in &files[1..] {
            let by_contract = ["demo.snapshot.json", "vazirmatn-licence.txt"].contains(&name.as_str());
            assert!(
                by_contract || html.contains(name.as_str()) || css_text.contains(name.as_str()),
                "{name}"
            );
        }
        assert!(html.contains("data-size=\"4\""));
    }

    #[test]
    fn other_content_gets_another_name() {
        assert_ne!(hashed("a", "js", b"1"), hashed("a", "js", b"2"));
        assert_eq!(hashed("a", "js", b""), "a-e3b0c442.js");
    }

    #[test]
    fn a_template_without_its_places_is_refused() {
        assert!(fill("<!--negah:a-->", &[("b", "")]).is_err());
        assert!(fill("<!--negah:a--><!--negah:a-->", &[("a", "")]).is_err());
        assert_eq!(fill("x<!--negah:a-->y", &[("a", "1")]).unwrap(), "x1y");
    }

    #[test]
    fn the_real_template_has_every_place_and_no_inline_style() {
        let template = crate::project::read(&crate::project::root().join("index.html")).unwrap();
        let html = folder(&Parts { template, ..parts() }).unwrap().remove(0).1;
        let html = String::from_utf8(html).unwrap();
        assert!(!html.contains(" style=") && !html.contains("<!--"));
        assert!(html.find("Content-Security-Policy").unwrap() < html.find("<link").unwrap());
    }
}
