//! Browser smoke tests: what only a browser can show. Everything else is tested natively.

#![cfg(all(target_arch = "wasm32", feature = "page"))]
#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use negah::export::{ListOptions, ranking_csv};
use negah::pipeline::run;
use negah::scenario::{Choices, Scenario, Uncertainty};
use negah::score::Normalisation;
use negah::sensitivity::Job;
use negah::snapshot::{Limits, Snapshot, open, sha256_hex};
use negah::task::{Reply, Request};
use negah::web::pieces::{Hints, Written, tag};
use negah::web::worker::Client;
use negah::web::{page, storage};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const DEMO: &[u8] = include_bytes!("../seeds/demo.snapshot.json");

fn demo() -> Snapshot {
    open(DEMO, &Limits::DEFAULT).unwrap()
}

/// The hashes stand in `tests/it/same_bytes.rs` too: both sides must agree with them.
#[wasm_bindgen_test]
fn the_browser_ranks_to_the_same_bytes() {
    let snapshot = demo();
    let expected = include_str!("data/same_bytes.txt");
    for (line, scale) in expected.lines().zip([
        Normalisation::default(),
        Normalisation::Z_SCORE,
        Normalisation::IodExponential,
    ]) {
        let scenario = Scenario { normalise: scale.clone(), ..Scenario::equal_weights(&snapshot) };
        let csv = ranking_csv(&snapshot, &run(&snapshot, &scenario).unwrap(), ListOptions::default());
        assert_eq!(sha256_hex(csv.as_bytes()), line, "{scale:?}");
    }
}

#[wasm_bindgen_test]
fn the_browser_is_as_sure_to_the_same_bytes() {
    let snapshot = demo();
    let choices =
        Choices { normalise: vec![Normalisation::Z_SCORE], leave_one_out: true, ..Choices::default() };
    let robustness = Uncertainty { draws: 300, samples: 8, noise: true, choices, ..Uncertainty::default() };
    let scenario = Scenario { robustness, ..Scenario::equal_weights(&snapshot) };
    let mut job = Job::new(&snapshot, &scenario, &run(&snapshot, &scenario).unwrap()).unwrap();
    assert!(job.step(u32::MAX).finished);
    let hash = sha256_hex(serde_json::to_string(&job.result()).unwrap().as_bytes());
    assert_eq!(hash, include_str!("data/same_sureness.txt").trim_end());
}

#[wasm_bindgen_test]
async fn an_opened_file_is_found_again() {
    storage::save_bytes("test", DEMO).await.unwrap();
    assert_eq!(storage::load_bytes("test").await.unwrap().as_deref(), Some(DEMO));
    assert_eq!(storage::load_bytes("nothing").await.unwrap(), None);
    assert!(storage::save("negah.test", "محله"));
    assert_eq!(storage::load("negah.test").as_deref(), Some("محله"));
    storage::forget("negah.test");
    assert_eq!(storage::load("negah.test"), None);
}

/// There is no page here that could start a worker, so the slices must do all the work.
#[wasm_bindgen_test]
async fn without_a_worker_the_check_runs_in_slices() {
    let news = Rc::new(RefCell::new(Vec::new()));
    let heard = Rc::clone(&news);
    let client = Client::default();
    client.keep(Arc::new(demo()), DEMO.into(), |_| unreachable!("there is no worker to be lost"));
    let asked = client.ask(Request::Check, move |one| heard.borrow_mut().push(one));
    let given_up = client.ask(Request::Check, |_| unreachable!("nobody waits for it"));
    drop(given_up);
    for _ in 0..2_000 {
        if matches!(news.borrow().last(), Some(Reply::Checked(..))) {
            break;
        }
        gloo::timers::future::TimeoutFuture::new(5).await;
    }
    let news = news.borrow();
    drop(asked);
    assert!(news.len() > 1, "progress is told");
    let Some(Reply::Checked(remarks, hash)) = news.last() else { unreachable!("the check never ended") };
    assert_eq!(*hash, sha256_hex(DEMO));
    assert_eq!(remarks.len(), negah::snapshot::advisory(&demo()).len());
}

#[wasm_bindgen_test]
fn the_page_speaks_for_itself() {
    page::set_language(negah::text::Language::En, "title");
    let root = page::document().unwrap().document_element().unwrap();
    assert_eq!(
        (root.get_attribute("dir").as_deref(), root.get_attribute("lang").as_deref()),
        (Some("ltr"), Some("en"))
    );
    assert_eq!(page::embedded("nothing-there"), None);
    let device = web_sys::window().unwrap().device_pixel_ratio();
    assert_eq!(page::pixel_ratio(), device.clamp(0.5, 4.0));
}

/// Rows of the ranking are written in place: what stays the same must stay the same node.
#[wasm_bindgen_test]
fn pieces_are_written_where_they_differ() {
    let document = page::document().unwrap();
    let parent = document.create_element("div").unwrap();
    let row = |name: &str, width: &str, listed: bool| {
        let bar = tag("i").style("inline-size", width.to_owned()).with("title", format!("نوار {name}"));
        let tick = tag("input").with("type", "checkbox").checked(listed);
        [
            tag("b").with_some("class", listed.then_some("listed")).text(name),
            tag("span").inside([tick, bar]).text(format!("، {name}")),
        ]
    };
    let mut written = Written::default();
    written.write(&parent, row("دولت‌آباد", "40%", true), Hints::Now);
    assert_eq!(
        parent.inner_html(),
        "<b class=\"listed\">دولت‌آباد</b><span><input type=\"checkbox\">\
         <i title=\"نوار دولت‌آباد\" style=\"inline-size: 40%;\"></i>، دولت‌آباد</span>"
    );
    let (before, words) = (parent.children(), parent.first_child().unwrap().first_child().unwrap());
    written.write(&parent, row("مهرشهر", "25%", false), Hints::Later);
    assert_eq!(
        parent.inner_html(),
        "<b>مهرشهر</b><span><input type=\"checkbox\">\
         <i title=\"نوار دولت‌آباد\" style=\"inline-size: 25%;\"></i>، مهرشهر</span>",
        "hints wait"
    );
    assert!(before.item(0).unwrap().first_child().unwrap().is_same_node(Some(&words)), "nodes stay");
    let tick: web_sys::HtmlInputElement = parent.query_selector("input").unwrap().unwrap().unchecked_into();
    assert!(!tick.checked());
    // The reader's click ticks it before anything is written.
    tick.set_checked(true);
    written.write(&parent, row("مهرشهر", "25%", false), Hints::Now);
    assert!(!tick.checked() && parent.inner_html().contains("نوار مهرشهر"));
    written.write(&parent, [tag("p").text("هیچ")], Hints::Now);
    assert_eq!(parent.inner_html(), "<p>هیچ</p>");
    written.write(&parent, [], Hints::Now);
    assert_eq!(parent.inner_html(), "");
}
