//! One slide: finding as title, body, and a foot that says whose data these are.

use leptos::prelude::*;

use super::charts::{MapBody, SlopeBody, SureBody, sure_title_now};
use super::{bodies, counter};
use crate::case::Case;
use crate::text::Msg;
use crate::ui::places::compared;
use crate::ui::places::whole::Whole;
use crate::ui::print_frame::{mark, scenario_now};
use crate::ui::state::{State, use_state};
use crate::view::{Screen, Slide, Topic, Words, headline, list_page, profile_head};

/// A slide with its own title or the computed finding.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component owns what it is given")]
pub(super) fn SlideView(
    /// The slide as arranged.
    slide: Slide,
    /// Its screen.
    screen: Screen,
    /// Its number and how many there are.
    count: Signal<(usize, usize)>,
    /// Size of its type, css pixels.
    em: Signal<f64>,
) -> impl IntoView {
    let state = use_state();
    let own = slide.title.trim().to_owned();
    let (finding, body) = content(state, screen, em);
    let title = move || if own.is_empty() { finding.get() } else { own.clone() };
    let kicker = move || {
        let words = state.words();
        let topic = words.say(screen.topic.label());
        if screen.pages == 1 {
            return topic.to_owned();
        }
        let (page, pages) = (words.int(screen.page + 1), words.int(screen.pages));
        words.fill(Msg::SlidePage, &[("topic", topic), ("page", &page), ("pages", &pages)])
    };
    let label = move || {
        let (at, n) = count.get();
        counter(state.words(), at, n)
    };
    view! {
        <section class="slide" data-testid="slide" aria-label=label>
            <header>
                <p class="kicker">{kicker}</p>
                <h1 data-testid="slide-title">{title}</h1>
            </header>
            <div class="slide-body">{body}</div>
            <footer>{move || foot(state)}</footer>
        </section>
    }
}

/// Title and period of the data, the synthetic mark, digest and day.
fn foot(state: State) -> Option<impl IntoView> {
    let (loaded, words) = (state.loaded()?, state.words());
    let snapshot = &loaded.snapshot;
    let synthetic = snapshot.header.synthetic;
    Some(view! {
        <span>{words.label(&snapshot.header.title)}</span>
        <span>{words.fill_one(Msg::PeriodTag, &state.period_name())}</span>
        {synthetic.then(|| view! { <b class="tag synthetic" data-testid="slide-synthetic">{words.say(Msg::Synthetic)}</b> })}
        <span class="slide-mark">{mark(state)}</span>
        <span class="slide-scenario" data-testid="slide-scenario">{scenario_now(state)}</span>
    })
}

/// The computed finding of a screen and its body, made of one view, so that a moved weight works it once.
fn content(state: State, screen: Screen, em: Signal<f64>) -> (Signal<String>, AnyView) {
    match screen.topic {
        Topic::Overview => {
            let finding = found(state, headline);
            (finding, view! { <bodies::Overview/> }.into_any())
        }
        Topic::Map => {
            let whole = Whole::new(state).unmarked();
            (Signal::derive(move || whole.title()), view! { <MapBody whole=whole em=em/> }.into_any())
        }
        Topic::List => {
            let finding = found(state, move |case, words| list_page(&case.outcome, screen.page, words).title);
            (finding, view! { <bodies::List page=screen.page/> }.into_any())
        }
        Topic::Sureness => (
            found(state, move |_, _| sure_title_now(state)),
            view! { <SureBody page=screen.page em=em/> }.into_any(),
        ),
        Topic::Area => {
            let area = screen.area.unwrap_or_default();
            let head = Memo::new(move |_| {
                let case = state.case()?;
                Some(profile_head(&case, area, state.words()))
            });
            let finding = Signal::derive(move || head.get().map(|head| head.title).unwrap_or_default());
            (finding, view! { <bodies::Area area=area head=head/> }.into_any())
        }
        Topic::Compare => {
            let view = compared(state);
            let finding = found(state, move |_, words| {
                let title = view.get().map(|view| view.title.clone());
                title.unwrap_or_else(|| words.say(Msg::SlideCompare).to_owned())
            });
            (finding, view! { <SlopeBody view=view em=em/> }.into_any())
        }
        Topic::Method => {
            let finding = found(state, |_, words| words.say(Msg::SlideMethodTitle).to_owned());
            (finding, view! { <bodies::Method/> }.into_any())
        }
    }
}

/// A finding in words; none without a result.
fn found(state: State, text: impl Fn(&Case, Words) -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || state.case().map(|case| text(&case, state.words())).unwrap_or_default())
}
