//! The document: language, direction, title, address, embedded data.

use std::task::Poll;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

use crate::text::Language;

/// The document.
///
/// # Errors
/// Outside a window.
pub fn document() -> Result<Document, JsValue> {
    web_sys::window().and_then(|window| window.document()).ok_or_else(|| JsValue::from_str("no document"))
}

/// The text of a data block in the page, such as the snapshot inside a single file.
pub fn embedded(id: &str) -> Option<String> {
    let text = document().ok()?.get_element_by_id(id)?.text_content()?;
    (!text.trim().is_empty()).then_some(text)
}

/// The single file that this page is, as text with empty data elements; `None` where it is not one.
pub fn own_source() -> Option<String> {
    let keeper = js_sys::Reflect::get(&js_sys::global(), &"negahPage".into()).ok()?;
    let keeper: js_sys::Function = keeper.dyn_into().ok()?;
    keeper.call0(&JsValue::UNDEFINED).ok()?.as_string()
}

/// Leaves a copy of the work where it is found after a panic, when nothing here may be called any more; see `boot.js`. The file is
/// `head`, `body` and `tail` in this order; `is_kept` says whether the browser remembers the work too.
pub fn leave_copy(name: &str, [head, body, tail]: [&str; 3], is_kept: bool) {
    let work = js_sys::Object::new();
    let members = [
        ("name", JsValue::from_str(name)),
        ("head", JsValue::from_str(head)),
        ("body", JsValue::from_str(body)),
        ("tail", JsValue::from_str(tail)),
        ("kept", JsValue::from_bool(is_kept)),
    ];
    for (member, value) in members {
        let _ = js_sys::Reflect::set(&work, &member.into(), &value);
    }
    let _ = js_sys::Reflect::set(&js_sys::global(), &"negahWork".into(), &work);
}

/// Says of the copy that was left last whether the browser remembers the work too.
pub fn copy_is_kept(is_kept: bool) {
    if let Ok(work) = js_sys::Reflect::get(&js_sys::global(), &"negahWork".into())
        && work.is_object()
    {
        let _ = js_sys::Reflect::set(&work, &"kept".into(), &JsValue::from_bool(is_kept));
    }
}

/// Milliseconds since 1970 by the reader's clock.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// A name that no other window has, of letters and digits.
pub fn random_name() -> String {
    let part = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{:08x}{:08x}", part(), part())
}

/// What `work` gives, unless it takes longer than so many milliseconds.
pub async fn within<T>(most: u32, work: impl Future<Output = T>) -> Option<T> {
    let mut work = std::pin::pin!(work);
    let mut end = std::pin::pin!(gloo::timers::future::TimeoutFuture::new(most));
    std::future::poll_fn(move |context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => end.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Today by the reader's clock, `YYYY-MM-DD` of the Gregorian calendar.
pub fn today() -> String {
    moment().chars().take(10).collect()
}

/// This moment by the reader's clock, `YYYY-MM-DDTHH:MM:SS`, in the Gregorian calendar.
pub fn moment() -> String {
    moment_of(now())
}

/// A moment, in milliseconds since 1970, by the reader's clock, as [`moment`] writes it.
pub fn moment_of(time: f64) -> String {
    let at = js_sys::Date::new(&time.into());
    let day = format!("{:04}-{:02}-{:02}", at.get_full_year(), at.get_month() + 1, at.get_date());
    format!("{day}T{:02}:{:02}:{:02}", at.get_hours(), at.get_minutes(), at.get_seconds())
}

/// The path of the page's address.
pub fn path() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// Whether the page was opened from a folder rather than from a server.
pub fn is_file() -> bool {
    web_sys::window()
        .and_then(|window| window.location().protocol().ok())
        .is_some_and(|protocol| protocol == "file:")
}

/// Sets language, direction and title of the document.
pub fn set_language(language: Language, title: &str) {
    let Ok(document) = document() else { return };
    document.set_title(title);
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", language.code());
        let _ = root.set_attribute("dir", language.dir());
    }
}

/// A parameter of the page's address.
pub fn query(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The part of the address behind `#`.
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Device pixels for each CSS pixel.
pub fn pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(0.5, 4.0)
}

/// Resolves when the fonts named in the style sheets that the page uses are there; canvases must wait for them.
pub async fn fonts_ready() {
    let Ok(document) = document() else { return };
    let fonts = document.fonts();
    let wanted = ["400 14px Vazirmatn", "700 14px Vazirmatn"];
    for font in wanted {
        // The Persian letters make the browser load the subset that holds them.
        let loading = fonts.load_with_text(font, "نگاه ۱۲۳ abc");
        let _ = wasm_bindgen_futures::JsFuture::from(loading).await;
    }
    if let Ok(ready) = fonts.ready() {
        let _ = wasm_bindgen_futures::JsFuture::from(ready).await;
    }
}

/// The value of a CSS custom property of the document, trimmed.
pub fn css_variable(name: &str) -> Option<String> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    let style = window.get_computed_style(&root).ok()??;
    style.get_property_value(name).ok().map(|value| value.trim().to_owned())
}

/// Size of an element's letters, css pixels.
pub fn font_size(element: &Element) -> Option<f64> {
    let style = web_sys::window()?.get_computed_style(element).ok()??;
    style.get_property_value("font-size").ok()?.trim_end_matches("px").parse().ok()
}

/// Width and height of the window, css pixels.
pub fn window_size() -> [f64; 2] {
    let read = |name: &str| js_sys::Reflect::get(&js_sys::global(), &name.into()).ok()?.as_f64();
    ["innerWidth", "innerHeight"].map(|name| read(name).unwrap_or(1.0))
}

/// Fills the screen with the page; a browser that refuses shows it in its window.
pub fn enter_full_screen() {
    if let Some(root) = document().ok().and_then(|document| document.document_element()) {
        call(&root, "requestFullscreen");
    }
}

/// Gives the screen back.
pub fn leave_full_screen() {
    if let Ok(document) = document()
        && document.fullscreen_element().is_some()
    {
        call(&document, "exitFullscreen");
    }
}

/// Whether the page fills the screen.
pub fn is_full_screen() -> bool {
    document().is_ok_and(|document| document.fullscreen_element().is_some())
}

/// Calls a method whose promise may be refused without any harm.
fn call(target: &JsValue, method: &str) {
    let Ok(Ok(method)) =
        js_sys::Reflect::get(target, &method.into()).map(JsCast::dyn_into::<js_sys::Function>)
    else {
        return;
    };
    if let Ok(Ok(promise)) = method.call0(target).map(JsCast::dyn_into::<js_sys::Promise>) {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}

/// Whether the browser can write into the margins of printed pages.
pub fn has_margin_boxes() -> bool {
    js_sys::Reflect::has(&js_sys::global(), &"CSSMarginRule".into()).unwrap_or(false)
}

/// Adds rules to those of the style sheets, in the place of those added before. Made by script, they need no leave
/// of the policy for inline styles.
pub fn adopt_style(rules: &str) {
    let Ok(document) = document() else { return };
    let make = || -> Result<(), JsValue> {
        let maker: js_sys::Function =
            js_sys::Reflect::get(&js_sys::global(), &"CSSStyleSheet".into())?.dyn_into()?;
        let sheet = js_sys::Reflect::construct(&maker, &js_sys::Array::new())?;
        let replace: js_sys::Function = js_sys::Reflect::get(&sheet, &"replaceSync".into())?.dyn_into()?;
        replace.call1(&sheet, &rules.into())?;
        js_sys::Reflect::set(&document, &"adoptedStyleSheets".into(), &js_sys::Array::of1(&sheet)).map(drop)
    };
    // A browser without such sheets prints without the frame.
    let _ = make();
}

/// Opens the browser's own dialog for printing. What is made for paper alone is asked for a moment before: while a script
/// runs the dialog would open on the page as it is.
pub fn print() {
    let Some(window) = web_sys::window() else { return };
    if let Ok(event) = web_sys::Event::new("beforeprint") {
        let _ = window.dispatch_event(&event);
    }
    gloo::timers::callback::Timeout::new(MAKING_PAPER, move || {
        let _ = window.print();
    })
    .forget();
}

/// How long the page may take to make what is printed, milliseconds.
const MAKING_PAPER: u32 = 80;

/// Puts a text on the clipboard; whether the browser let it.
pub async fn copy_text(text: &str) -> bool {
    let written = || -> Option<js_sys::Promise> {
        let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
        let clipboard = get(&get(&web_sys::window()?.into(), "navigator")?, "clipboard")?;
        let write: js_sys::Function = get(&clipboard, "writeText")?.dyn_into().ok()?;
        write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
    };
    match written() {
        Some(promise) => wasm_bindgen_futures::JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}

/// Calls `act` before the browser draws next, when the document has taken up what has been changed just now. Nothing of a
/// component may be in it: by then the component may be gone.
pub(super) fn soon(act: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(Closure::once_into_js(act).unchecked_ref());
    }
}

/// Moves keyboard focus to the element called `id` once it stands in the document, if it ever does.
pub fn focus_soon(id: String) {
    soon(move || focus(&id));
}

/// Brings the element called `id` to the top of what scrolls once it stands in the document.
pub fn show_soon(id: &'static str) {
    soon(move || show(id));
}

/// Opens the browser's own dialog for printing once what is to be printed stands in the document.
pub fn print_soon() {
    soon(|| soon(print));
}

/// Moves keyboard focus to the element called `id`.
pub fn focus(id: &str) {
    let element = document().ok().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Brings the element called `id` to the top of what scrolls.
pub fn show(id: &str) {
    if let Some(element) = document().ok().and_then(|document| document.get_element_by_id(id)) {
        element.scroll_into_view();
    }
}

/// The first element that selectors match.
pub fn element(selectors: &str) -> Option<Element> {
    document().ok()?.query_selector(selectors).ok().flatten()
}

/// Clicks the element called `id`, as for opening the browser's file dialog.
pub fn click(id: &str) {
    let element = document().ok().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Puts a name behind `#` in the address.
pub fn set_fragment(name: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(name);
    }
}

/// Names the theme for the style sheet.
pub fn set_theme(projector: bool) {
    let Some(root) = document().ok().and_then(|document| document.document_element()) else { return };
    let _ = root.set_attribute("data-theme", if projector { "projector" } else { "light" });
}

/// Whether the device asks for more contrast.
pub fn prefers_contrast() -> bool {
    let asked =
        web_sys::window().and_then(|window| window.match_media("(prefers-contrast: more)").ok().flatten());
    asked.is_some_and(|asked| asked.matches())
}

/// Whether the keyboard is one of Apple's, where ⌘ stands for Ctrl.
pub fn is_apple() -> bool {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("Mac OS") || agent.contains("iPhone") || agent.contains("iPad"))
}

/// Width and height of what is seen of the page, css pixels.
pub fn viewport() -> [f64; 2] {
    let root = document().ok().and_then(|document| document.document_element());
    root.map_or([0.0; 2], |root| [f64::from(root.client_width()), f64::from(root.client_height())])
}

/// Where an element stands: from the start of the line, from the top, its width and its height; css pixels.
pub fn box_of(element: &Element) -> [f64; 4] {
    let bounds = element.get_bounding_client_rect();
    let root = document().ok().and_then(|document| document.document_element());
    let rtl = root.and_then(|root| root.get_attribute("dir")).is_some_and(|dir| dir == "rtl");
    let start = if rtl { viewport()[0] - bounds.right() } else { bounds.left() };
    [start, bounds.top(), bounds.width(), bounds.height()]
}
