//! The mask editor: canvas in the middle, tools, panel and run bar around it. The canvas is the engine's; see `web/easel`.

mod files;
mod glyph;
mod numbers;
mod panel;
mod sizes;
mod tools;
mod truth;

use crate::browser;
use crate::feature::create;
use crate::route::Route;
use crate::state::{Opening, Studio, percent, studio};
use crate::text::{text, usd};
use crate::ui::{
    Button, ButtonSize, ButtonVariant, IconName, Notice, Spinner, TextArea, Tone, draw, maybe, tell, when,
};
use files::ReadFile;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::Panel;
use tools::{ThumbSize, Tools, TopBar};
use web_sys::Blob;

pub(crate) use truth::TruthPanel;

/// What is shown or hidden around the canvas.
#[derive(Clone, Copy)]
struct Around {
    /// See `Desk::sheet`.
    sheet: RwSignal<u8>,
    /// Whether the size slider stands on the left, for left thumbs.
    left: RwSignal<bool>,
    /// Whether the list of keys is open.
    keys: RwSignal<bool>,
    /// The file that is being read as a mask.
    file: RwSignal<Option<Blob>, LocalStorage>,
    /// Whether a file is being read; Escape ends it.
    reading: RwSignal<bool>,
}

/// The editor, on the picture of the edit form.
#[component]
pub(crate) fn MaskEditor() -> impl IntoView {
    let studio = studio();
    let around = Around {
        sheet: studio.desk.sheet,
        left: RwSignal::new(false),
        keys: RwSignal::new(false),
        file: RwSignal::new_local(None),
        reading: RwSignal::new(false),
    };
    around.sheet.set(0);
    let host = NodeRef::<html::Div>::new();
    let set_up = move || {
        if let Some(host) = host.get() {
            let _ = host.focus();
            spawn_local(studio.set_up(host.into()));
        }
    };
    // A page that was loaded anew finds its draft in the gallery, once that is open.
    Effect::new(move |_| {
        if studio.forms_restored.get() {
            set_up();
        }
    });
    on_cleanup(move || studio.clear_desk());
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let on_canvas = event.target().is_some_and(|target| {
            host.get_untracked().is_some_and(|host| target == *AsRef::<web_sys::EventTarget>::as_ref(&*host))
        });
        press(studio, around, &event, on_canvas);
    };
    let key_up = move |event: leptos::ev::KeyboardEvent| {
        if let Some(engine) = studio.desk.engine() {
            engine.key_up(&event);
        }
    };
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            around.file.set(Some(file.into()));
        }
    };
    let shot = studio.desk.shot;
    let name = move || {
        let shot = shot.get();
        (text().mask.canvas)(shot.width, shot.height, &percent(shot.permille))
    };
    view! {
        <main
            class="easel"
            id="place"
            tabindex="-1"
            aria-label=text().mask.title
            data-sheet=tell(move || around.sheet.get().to_string())
            data-thumb=maybe(move || around.left.get().then_some("left"))
            on:keydown=keys
            on:keyup=key_up
            on:dragover=|event: leptos::ev::DragEvent| event.prevent_default()
            on:drop=drop
        >
            <TopBar around=around on_leave=Callback::new(move |()| leave(studio)) />
            <Tools around=around />
            <div class="easel-middle">
                <div
                    class="easel-view"
                    node_ref=host
                    tabindex="0"
                    role="application"
                    aria-label=tell(name)
                    aria-busy=maybe(move || (shot.get().busy == 1).then_some("true"))
                ></div>
                <ThumbSize />
                {draw(move || state(studio, studio.desk.opening.get(), Callback::new(move |()| set_up())))}
                {when(move || shot.get().waiting == 1, move || {
                    let act = move |word: &'static str| move |()| studio.desk.act(word, 0);
                    view! {
                        <div class="easel-wait">
                            <Button size=ButtonSize::Small variant=ButtonVariant::Primary icon=IconName::Check on_press=act("accept")>
                                {text().mask.accept}
                            </Button>
                            <Button size=ButtonSize::Small on_press=act("escape")>{text().mask.cancel}</Button>
                        </div>
                    }.into_any()
                })}
            </div>
            <Panel around=around />
            <RunBar />
            <ReadFile around=around />
        </main>
    }
}

/// What stands on the canvas until there is something to paint on.
fn state(studio: Studio, opening: Opening, again: Callback<()>) -> Option<AnyView> {
    let words = text().mask;
    let message = match opening {
        Opening::Ready => return None,
        Opening::Under => {
            return Some(
                view! { <div class="easel-state"><Spinner label=words.opening /><p>{words.opening}</p></div> }.into_any(),
            );
        }
        Opening::NoPicture => words.no_picture,
        Opening::NoEngine => words.no_engine,
        Opening::BadPicture => words.bad_picture,
    };
    let back = move || {
        view! {
            <Button on_press=move |()| if opening == Opening::NoEngine { again.run(()) } else { leave(studio) }>
                {if opening == Opening::NoEngine { text().mask.retry } else { text().common.back }}
            </Button>
        }
    };
    let tone = if opening == Opening::NoPicture { Tone::Info } else { Tone::Error };
    Some(
        view! { <div class="easel-state"><Notice tone=tone actions=back>{message}</Notice></div> }.into_any(),
    )
}

/// Goes back to the form. What is painted goes with it, if it can be used.
fn leave(studio: Studio) {
    let form = studio.masked_form();
    spawn_local(async move {
        let permille = studio.desk.shot.get_untracked().permille;
        if (1..1000).contains(&permille) {
            studio.use_mask().await;
        }
        studio.go(&Route::Create(form.operation));
    });
}

fn run(studio: Studio) {
    spawn_local(async move {
        if studio.use_mask().await {
            let form = studio.masked_form();
            studio.go(&Route::Create(form.operation));
            create::run(studio, form);
        }
    });
}

fn press(studio: Studio, around: Around, event: &leptos::ev::KeyboardEvent, on_canvas: bool) {
    let Some(press) = browser::press(event).filter(|_| !browser::is_open_above()) else { return };
    let typing = browser::is_typing(event);
    let taken = match press.key.as_str() {
        "Enter" if press.command => {
            run(studio);
            true
        }
        "?" if !typing => {
            let open = !around.keys.get_untracked();
            around.keys.set(open);
            around.sheet.set(if open { 2 } else { 0 });
            if open {
                browser::show("easel-keys");
            }
            true
        }
        "Escape" if around.reading.get_untracked() => {
            around.reading.set(false);
            true
        }
        "Escape" if around.sheet.get_untracked() > 0 => {
            around.sheet.set(0);
            around.keys.set(false);
            true
        }
        _ if typing && press.key != "Escape" => return,
        key => {
            let taken = studio.desk.engine().is_some_and(|engine| engine.key(event, on_canvas));
            if !taken && key == "Escape" {
                leave(studio);
            }
            taken || key == "Escape"
        }
    };
    if taken {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// The prompt and the button that runs the edit with what is painted.
#[component]
fn RunBar() -> impl IntoView {
    let studio = studio();
    let form = studio.masked_form();
    let label = move || {
        let estimate = form.estimate();
        let price = (!studio.settings.is_free()).then(|| estimate.total().map(usd)).flatten();
        (text().form.run)(form.operation, estimate.images, price.as_deref())
    };
    let blocked = move || !(1..1000).contains(&studio.desk.shot.get().permille);
    view! {
        <div class="easel-run">
            <TextArea
                value=Signal::derive(move || form.text("prompt"))
                on_input=move |words: String| form.set_text("prompt", &words)
                label=(text().field)("prompt")
                placeholder=(text().field)("prompt")
                rows=1
            />
            <Button
                variant=ButtonVariant::Primary
                size=ButtonSize::Large
                disabled=Signal::derive(blocked)
                on_press=move |()| run(studio)
                attr:id="run"
                attr:aria-keyshortcuts="Control+Enter Meta+Enter"
            >
                <span class="btn-text">{tell(label)}</span>
            </Button>
        </div>
    }
}
