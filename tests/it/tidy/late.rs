//! What keeps the page alive: nothing is read after its owner is gone. The framework ends the whole page when it is.

use std::collections::BTreeSet;

use super::{code_lines, read, relative, sources, words};

/// Values that belong to the component that makes them.
const OWNED: [&str; 9] = [
    "RwSignal",
    "ReadSignal",
    "WriteSignal",
    "Signal",
    "Memo",
    "StoredValue",
    "NodeRef",
    "Callback",
    "Effect",
];

/// What holds other values, for as long as somebody likes.
const HOLDERS: [&str; 6] = ["RwSignal", "Memo", "Signal", "StoredValue", "Shared", "Vec"];

/// Ways to be called later.
const LATER: [&str; 14] = [
    "Closure",
    "EventListener",
    "Interval",
    "IntersectionObserver",
    "MutationObserver",
    "ResizeObserver",
    "Timeout",
    "TimeoutFuture",
    "add_event_listener_with_callback",
    "request_animation_frame",
    "set_interval",
    "set_timeout",
    "spawn_local",
    "window_event_listener",
];

/// Events that a browser sends by itself while an element is taken out of the page, or once it is.
const LEAVING: [&str; 11] = [
    "blur",
    "cancel",
    "change",
    "close",
    "focusout",
    "mouseleave",
    "pointercancel",
    "pointerleave",
    "scroll",
    "toggle",
    "transitionend",
];

/// Path and code of the files of a module.
fn code_of(wanted: &str) -> Vec<(String, String)> {
    let all = sources().into_iter().filter(|(module, _)| module == wanted);
    all.map(|(_, path)| {
        let text = read(&path);
        let lines = code_lines(&text).into_iter().map(|(_, line)| line);
        (relative(&path), lines.collect::<Vec<_>>().join("\n"))
    })
    .collect()
}

fn has_word(text: &str, word: &str) -> bool {
    words(text, word).next().is_some()
}

/// From an opening bracket to the one that closes it.
fn bracketed(text: &str, open: char, close: char) -> Option<&str> {
    let start = text.find(open)?;
    let mut depth = 0_usize;
    for (at, letter) in text[start..].char_indices() {
        // The arrow of a function type closes nothing.
        let arrow = letter == '>' && text[..start + at].ends_with(['-', '=']);
        if letter == open {
            depth += 1;
        } else if letter == close && !arrow {
            depth -= 1;
            if depth == 0 {
                return Some(&text[start..start + at]);
            }
        }
    }
    None
}

/// A named type: whether other files may name it, whether it is copied freely, and what it is made of.
struct Named<'a> {
    file: &'a str,
    name: &'a str,
    is_public: bool,
    is_copied: bool,
    made_of: &'a str,
}

/// The structs, enums and aliases of some files.
fn named_types(files: &[(String, String)]) -> Vec<Named<'_>> {
    let mut found = Vec::new();
    for (file, code) in files {
        for keyword in ["struct", "enum", "type"] {
            for at in words(code, keyword) {
                let line = code[..at].rfind('\n').map_or(0, |end| end + 1);
                let before = &code[line..at];
                if !(before.trim().is_empty() || before.trim().starts_with("pub")) {
                    continue;
                }
                let rest = code[at + keyword.len()..].trim_start();
                let end = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(0);
                let body = rest.find(['{', '(', ';', '=']).map_or("", |start| match &rest[start..=start] {
                    "{" => bracketed(&rest[start..], '{', '}').unwrap_or_default(),
                    "(" => bracketed(&rest[start..], '(', ')').unwrap_or_default(),
                    "=" => rest[start..].split(';').next().unwrap_or_default(),
                    _ => "",
                });
                // Attributes stand between the item before and this one.
                let above = code[..line].rfind(['}', ';']).map_or(0, |end| end + 1);
                found.push(Named {
                    file,
                    name: &rest[..end],
                    is_public: before.trim().starts_with("pub"),
                    is_copied: keyword == "type" || has_word(&code[above..line], "Copy"),
                    made_of: body,
                });
            }
        }
    }
    found
}

/// Names of types that hold what belongs to a component, however deep; with their file where no other may name them.
fn owned_names<'a>(types: &[Named<'a>]) -> BTreeSet<(Option<&'a str>, &'a str)> {
    let mut owned: BTreeSet<(Option<&str>, &str)> = OWNED.iter().map(|name| (None, *name)).collect();
    loop {
        let more = types.iter().filter(|own| holds_owned(own.made_of, own.file, &owned));
        let more: Vec<_> = more.map(|own| ((!own.is_public).then_some(own.file), own.name)).collect();
        let before = owned.len();
        owned.extend(more);
        if owned.len() == before {
            return owned;
        }
    }
}

fn holds_owned(text: &str, file: &str, owned: &BTreeSet<(Option<&str>, &str)>) -> bool {
    let text = without_parameters(text);
    owned.iter().any(|(only, name)| only.is_none_or(|only| only == file) && has_word(&text, name))
}

/// Types without what function pointers among them take: that is given, not held.
fn without_parameters(text: &str) -> String {
    let Some(at) = text.find("fn(") else { return text.to_owned() };
    let taken = bracketed(&text[at..], '(', ')').map_or(0, str::len);
    format!("{}fn{}", &text[..at], without_parameters(&text[at + 2 + taken..]))
}

/// What some code says that is not allowed.
fn kept_too_long(files: &[(String, String)]) -> Vec<String> {
    let types = named_types(files);
    let owned = owned_names(&types);
    let mut breaches = Vec::new();
    for own in &types {
        if !own.is_copied && holds_owned(own.made_of, own.file, &owned) {
            breaches.push(format!(
                "{}: {} holds a signal, and is no bundle of signals that is copied",
                own.file, own.name
            ));
        }
    }
    for (file, code) in files {
        for holder in HOLDERS {
            for at in words(code, holder) {
                let rest = &code[at + holder.len()..];
                let held = rest.strip_prefix("::").unwrap_or(rest);
                let held =
                    held.starts_with('<').then(|| bracketed(held, '<', '>')).flatten().unwrap_or_default();
                if holds_owned(held, file, &owned) {
                    breaches.push(format!("{file}: {holder}{held}> holds signals in a value"));
                }
            }
        }
    }
    breaches
}

#[test]
fn no_signal_stands_in_data_that_outlive_its_component() {
    let breaches = kept_too_long(&code_of("ui"));
    assert_eq!(
        breaches,
        Vec::<String>::new(),
        "a signal, memo, stored value or node belongs to the component that makes it and is gone with it; in the value of another \
         signal, in a list or in data it is read afterwards, and the page dies. Make it plain data"
    );
}

#[test]
fn a_signal_in_a_list_would_be_found() {
    let code = |text: &str| vec![("toast.rs".to_owned(), text.to_owned())];
    let was = "#[derive(Clone)]\nstruct Toast {\n    text: String,\n    left: StoredValue<u32>,\n}\n\
               #[derive(Clone, Copy)]\npub struct Toasts {\n    list: RwSignal<Vec<Toast>>,\n}";
    assert!(kept_too_long(&code(was)).len() >= 2, "{:?}", kept_too_long(&code(was)));
    let copied = was.replace("derive(Clone)", "derive(Clone, Copy)");
    assert!(!kept_too_long(&code(&copied)).is_empty());
    assert_eq!(kept_too_long(&code(&was.replace("StoredValue<u32>", "u32"))), Vec::<String>::new());
    let through = "enum What {\n    One(Memo<u32>),\n}\ntype All = Vec<What>;";
    assert!(!kept_too_long(&code(through)).is_empty());
}

#[test]
fn what_happens_later_is_asked_for_in_one_module() {
    let mut breaches = Vec::new();
    for (file, code) in code_of("ui").iter().filter(|(file, _)| file != "src/ui/late.rs") {
        let named = LATER.iter().filter(|name| has_word(code, name));
        breaches.extend(named.map(|name| format!("{file}: {name}")));
    }
    assert_eq!(
        breaches,
        Vec::<String>::new(),
        "timers, frames, observers, listeners and promises outlast the component that asks for them: ask `ui::late`, which cancels \
         them, or do it without signals in `web`"
    );
    let knows_signals =
        |(_, code): &&(String, String)| ["leptos", "reactive_graph"].iter().any(|name| has_word(code, name));
    let web = code_of("web");
    let knowing: Vec<_> = web.iter().filter(knows_signals).map(|(file, _)| file).collect();
    assert_eq!(knowing, Vec::<&String>::new(), "`web` is called late, and must know no signals");
}

#[test]
fn handlers_of_events_that_come_by_themselves_ask_whether_their_component_is_there() {
    let mut breaches = Vec::new();
    for (file, code) in &code_of("ui") {
        for event in LEAVING {
            let pattern = format!("on:{event}=");
            let bare = code
                .match_indices(&pattern)
                .filter(|(at, _)| !code[at + pattern.len()..].starts_with("live("));
            breaches.extend(
                bare.map(|(at, _)| format!("{file}: {}", code[at..].lines().next().unwrap_or_default())),
            );
        }
    }
    assert_eq!(
        breaches,
        Vec::<String>::new(),
        "browsers send these when an element goes, and its signals are gone by then: write on:{{event}}=live(…)"
    );
}
