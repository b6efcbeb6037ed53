//! One map: three canvases over each other, so that what changes often redraws little.

use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::WheelEvent;

use super::desk::{Desk, Tool, source};
use super::pointer::{double_click, key_down, leave, pointer_down, pointer_moved, pointer_up, wheel};
use super::save::save_map;
use super::sheet::Sheet;
use super::touches::Touches;
use crate::text::Msg;
use crate::ui::canvas::{BoxSize, Layer, Tip};
use crate::ui::late::live;
use crate::ui::state::use_state;
use crate::view::area_tip;

/// One of the maps of the desk.
#[component]
pub fn MapPane(desk: Desk, at: usize) -> impl IntoView {
    let state = use_state();
    let sheet = Sheet {
        desk,
        pane: desk.panes[at],
        size: RwSignal::new(BoxSize::default()),
        tip_at: RwSignal::new(None),
        lasso: RwSignal::new(Vec::new()),
        touches: StoredValue::new(Touches::default()),
    };
    let nodes = [NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new()];
    let tip = Signal::derive(move || Some((tip_text(sheet, state.pointed.get()?)?, sheet.tip_at.get()?)));
    let label = move || {
        let view = sheet.pane.view.get();
        view.map(|view| state.words().fill_one(Msg::MapLabel, &view.measure))
    };
    let caption = move || {
        desk.two
            .get()
            .then(|| view! { <h2 class="small">{sheet.pane.view.get().map(|view| view.title.clone())}</h2> })
    };
    view! {
        <figure class="map-pane">
            {caption}
            <div class="map-frame">
                <div class="canvas-box map-box" class:drawing=move || desk.tool.get() != Tool::Move
                    role="application" tabindex="0" data-testid="map-canvas" aria-label=label
                    on:pointermove=pointer_moved(sheet) on:pointerleave=live(leave(sheet)) on:pointercancel=live(leave(sheet))
                    on:pointerdown=pointer_down(sheet) on:pointerup=pointer_up(sheet) on:dblclick=double_click(sheet)
                    on:keydown=key_down(sheet) on:wheel=move |event: WheelEvent| wheel(sheet, &event)>
                    <div class="map-clip">
                        <div class="layers moving" style:transform=move || sheet.shift()>
                            <Layer draw=sheet.ground() node=nodes[0] on_size=Callback::new(move |size| {
                                if sheet.size.get_untracked() != size { sheet.size.set(size); }
                            })/>
                        </div>
                        <div class="layers moving over" style:transform=move || sheet.shift()><Layer draw=sheet.brushed() node=nodes[1]/></div>
                        <div class="layers over"><Layer draw=sheet.marks() node=nodes[2]/></div>
                    </div>
                    <Tip tip=tip/>
                </div>
                <super::tools::ZoomTools sheet=sheet/>
            </div>
            <div class="line between screen-only map-foot">
                <p class="small grow">{move || state.words().say(if desk.tool.get() == Tool::Move { Msg::MapOutside } else { Msg::MapModeHint })}</p>
                <div class="line tight">
                    <button class="quiet" data-testid="save-png" on:click=move |_| save_map(sheet, "png")>
                        {move || state.words().say(Msg::ExportPng)}
                    </button>
                    <button class="quiet" data-testid="save-svg" on:click=move |_| save_map(sheet, "svg")>
                        {move || state.words().say(Msg::SaveSvg)}
                    </button>
                </div>
            </div>
        </figure>
    }
}

fn tip_text(sheet: Sheet, area: usize) -> Option<String> {
    let state = sheet.desk.state;
    let (case, words) = (state.case()?, state.words());
    let (view, choice) = (sheet.pane.view.get()?, sheet.pane.choice.get());
    let value = choice.measure.text(source(state, &case), view.values.get(area).copied());
    Some(area_tip((&case.snapshot, &case.outcome), area, (&view.measure, value), words))
}
