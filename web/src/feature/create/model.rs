//! Model and speed as one choice, with the price of each, since together they set it.

use crate::state::{Form, studio};
use crate::text::{text, usd};
use crate::ui::{Choice, Field, Segmented, Select, SelectGroup};
use ideomix_api::capability::for_model;
use ideomix_api::{Model, Price, Speed, unit_price};
use leptos::prelude::*;

#[component]
pub(super) fn ModelPicker(form: Form) -> impl IntoView {
    let models: Vec<Model> =
        Model::ALL.into_iter().filter(|model| for_model(form.operation, *model).is_some()).collect();
    let has_v3 = models.contains(&Model::V3);
    let legacy: Vec<Model> = models.iter().copied().filter(|model| *model != Model::V3).collect();
    let chosen = Signal::derive(move || {
        form.draft.with(|draft| match draft.model {
            Some(Model::V3) => draft.speed().wire().to_owned(),
            Some(model) => model.wire().to_owned(),
            None => String::new(),
        })
    });
    let price = move |model: Model, speed: Speed| {
        let price = for_model(form.operation, model).map(|row| unit_price(row, Some(model), speed));
        match price {
            _ if studio().settings.is_free() => text().form.price_free.to_owned(),
            Some(Price::Published(price) | Price::Disputed(price, _)) => usd(price),
            _ => text().form.price_unknown.to_owned(),
        }
    };
    let speeds = Signal::derive(move || {
        Speed::ALL
            .map(|speed| Choice::new(speed.wire(), (text().form.speed)(speed)).hint(price(Model::V3, speed)))
            .to_vec()
    });
    let others = {
        let legacy = legacy.clone();
        Signal::derive(move || {
            let mut options = Vec::new();
            if has_v3 {
                options.push(Choice::new("", text().form.more_models));
            }
            options.extend(legacy.iter().map(|model| {
                let about = (text().form.model_about)(*model);
                Choice::new(model.wire(), about).hint(price(*model, Speed::Default))
            }));
            SelectGroup::plain(options)
        })
    };
    let choose = move |word: String| match (Speed::from_wire(&word), Model::from_wire(&word)) {
        (Some(speed), _) => form.choose_model(Model::V3, Some(speed)),
        (_, Some(model)) => form.choose_model(model, None),
        // The heading of the list leads back to V3.
        _ => form.choose_model(Model::V3, Some(Speed::Default)),
    };
    let other = Signal::derive(move || {
        let chosen = chosen.get();
        if Speed::from_wire(&chosen).is_some() { String::new() } else { chosen }
    });
    (!models.is_empty()).then(|| {
        view! {
            <Field label=text().form.model group=true>
                <div class="stack">
                    {has_v3.then(|| view! { <Segmented options=speeds value=chosen on_change=choose /> })}
                    {(!legacy.is_empty())
                        .then(|| {
                            view! {
                                <Select
                                    groups=others
                                    value=other
                                    on_change=choose
                                    label=text().form.more_models
                                />
                            }
                        })}
                </div>
            </Field>
        }
    })
}
