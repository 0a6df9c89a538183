//! Words of the forms: slots, guards, changes of model, notes of single operations. Both languages side by side.

use super::{bytes, fields, usd};
use crate::state::{Repair, Why};
use ideomix_api::{Guard, Model, Operation, Speed};
use ideomix_picture::Removed;

/// The words.
pub(crate) struct Slots {
    pub(crate) why: fn(Why) -> String,
    pub(crate) repair: fn(Repair) -> &'static str,
    pub(crate) removed: fn(Removed) -> String,
    pub(crate) reading: &'static str,
    pub(crate) from_gallery: &'static str,
    pub(crate) take_photo: &'static str,
    pub(crate) earlier: &'static str,
    pub(crate) gallery_title: fn(&str) -> String,
    pub(crate) gallery_empty: &'static str,
    pub(crate) together: fn(&str) -> String,
    pub(crate) guard: fn(&Guard) -> String,
    pub(crate) fix: fn(&Guard) -> String,
    pub(crate) faster: fn(Model) -> String,
    pub(crate) kept: fn(&str) -> String,
    pub(crate) converted: fn(&str) -> String,
    pub(crate) dropped: fn(&str) -> String,
    pub(crate) back: fn(&str) -> String,
    pub(crate) not_taken: fn(&str, &str) -> String,
    pub(crate) switch_to: fn(&str) -> String,
    pub(crate) clear_other: fn(&str) -> String,
    pub(crate) lock: &'static str,
    pub(crate) unlock: &'static str,
    pub(crate) all_sizes: &'static str,
    pub(crate) new_area: fn(u32) -> String,
    pub(crate) frame: &'static str,
    pub(crate) doubled: fn(u32, u32, &str) -> String,
    pub(crate) note: fn(Operation) -> &'static str,
    pub(crate) cheaper: fn(&str) -> String,
    pub(crate) images: fn(u8) -> String,
    pub(crate) change: &'static str,
    pub(crate) coverage: fn(u32, u32) -> String,
    pub(crate) mask_empty: &'static str,
    pub(crate) mask_small: &'static str,
    pub(crate) mask_whole: &'static str,
    pub(crate) grays: &'static str,
    pub(crate) threshold: &'static str,
    pub(crate) scale_mask: &'static str,
    pub(crate) swap: &'static str,
}

pub(super) const EN: Slots = Slots {
    why: |why| match why {
        Why::File(problem) => (super::en::TEXT.file)(&problem),
        Why::Folder => "This is a folder. Open it and choose pictures.".to_owned(),
        Why::TooMany { given, room: 0 } => {
            format!("{given} files, and there is no room left. Remove one first.")
        }
        Why::TooMany { given, room: 1 } => format!("{given} files at once; one has room here. Choose one."),
        Why::TooMany { given, room } => {
            format!("{given} files at once; {room} have room here. Choose fewer.")
        }
        Why::Turned => {
            "This photo is stored lying on its side, and the service may not turn it upright.".to_owned()
        }
        Why::Large(size) => format!("The file has {}; the service takes at most 25 MB.", weigh(size)),
        Why::ManyPixels(width, height) => {
            format!("{width} × {height} pixels are too many: at most 8192 a side and 40 megapixels.")
        }
        Why::Undecodable => "The picture is damaged. Save it again and choose the new file.".to_owned(),
        Why::NotRepaired => {
            "This browser could not do it. Use another program and choose the new file.".to_owned()
        }
    },
    repair: |repair| match repair {
        Repair::Convert => "Convert it here",
        Repair::Turn => "Turn it upright",
        Repair::Shrink => "Make it smaller",
    },
    removed: |removed| {
        let what = listed(removed, ["place", "camera data", "texts", "attachments"], ", ");
        format!("Removed: {what}")
    },
    reading: "Looking at the file",
    from_gallery: "From the gallery",
    take_photo: "Take a photo",
    earlier: "Move forward",
    gallery_title: |field| format!("From the gallery: {field}"),
    gallery_empty: "No pictures are kept yet.",
    together: |size| format!("Together {size}; the service takes about 10 MB."),
    guard: |guard| match guard {
        Guard::SameSeed { images, total: Some(total), unit: Some(unit) } => format!(
            "With a fixed seed all {images} pictures come out the same: {} instead of {}.",
            usd(*total),
            usd(*unit)
        ),
        Guard::SameSeed { images, .. } => {
            format!("With a fixed seed all {images} pictures come out the same, and all are billed.")
        }
        Guard::TurboSavesNothing { unit } => {
            format!(
                "Turbo is listed at the price of Default here ({}): Default gives more for it.",
                usd(*unit)
            )
        }
        Guard::Dearer { unit, newest, .. } => {
            format!("{} a picture here; 3.0 does it for {}.", usd(*unit), usd(*newest))
        }
        Guard::OtherShape { .. } => {
            "The result has another shape than your picture: part of it is cut off or made up.".to_owned()
        }
        Guard::ReferencesLarge { bytes } => {
            format!("The style references have {} together; about 10 MB are taken.", weigh(*bytes))
        }
    },
    fix: |guard| match guard {
        Guard::SameSeed { .. } => "Make one".to_owned(),
        Guard::TurboSavesNothing { .. } => "Use Default".to_owned(),
        Guard::Dearer { newest, .. } => format!("Use 3.0 · {}", usd(*newest)),
        Guard::OtherShape { nearest } => {
            format!("Use {}", nearest.trim_start_matches("ASPECT_").replace(['x', '_'], ":"))
        }
        Guard::ReferencesLarge { .. } => "Make them smaller".to_owned(),
    },
    faster: |model| format!("Use {model}"),
    kept: |names| format!("Kept: {names}."),
    converted: |names| format!("Respelled for this model: {names}."),
    dropped: |names| format!("Put aside, not taken by this model: {names}."),
    back: |names| format!("Back again: {names}."),
    not_taken: |model, takers| format!("{model} does not take this. Taken by {takers}."),
    switch_to: |model| format!("Switch to {model}"),
    clear_other: |name| format!("Clear {name}"),
    lock: "Lock the last picture's seed",
    unlock: "Unlock: a new seed every time",
    frame: "Drag an edge of the frame, or this from tall to wide",
    all_sizes: "All sizes",
    new_area: |percent| format!("{percent} % of the result will be new."),
    doubled: |width, height, megapixels| {
        format!("Result: {width} × {height} pixels, {megapixels} megapixels.")
    },
    note: |operation| match operation {
        Operation::Reframe => {
            "Takes no prompt, no style type and no magic prompt. AiHubMix names it in its price list only."
        }
        Operation::ReplaceBackground => {
            "Takes no aspect ratio and no negative prompt: the result has your picture's shape."
        }
        Operation::Describe => "AiHubMix does not publish a price for this.",
        _ => "",
    },
    cheaper: |list| format!("Cheaper: {list}."),
    images: |count| if count == 1 { "1 picture".to_owned() } else { format!("{count} pictures") },
    change: "Change settings",
    coverage: |percent, tenths| format!("{percent}.{tenths} % of the picture will change."),
    mask_empty: "Nothing in this mask is black, so nothing would change: the service refuses it.",
    mask_small: "At least 10 % is advised.",
    mask_whole: "All of this mask is black: the whole picture will change.",
    grays: "The file has other values than black and white. Darker than this will change:",
    threshold: "Threshold",
    scale_mask: "Scale to the picture's size",
    swap: "Swap black and white",
};

pub(super) const ZH: Slots = Slots {
    why: |why| match why {
        Why::File(problem) => (super::zh::TEXT.file)(&problem),
        Why::Folder => "这是文件夹。请打开它并选择图片。".to_owned(),
        Why::TooMany { given, room: 0 } => format!("共 {given} 个文件，已没有空位。请先移除一张。"),
        Why::TooMany { given, room } => {
            format!("一次放入了 {given} 个文件，这里还能放 {room} 个。请少选一些。")
        }
        Why::Turned => "这张照片是侧着存储的，服务可能不会把它转正。".to_owned(),
        Why::Large(size) => format!("文件大小为 {}，服务最多接受 25 MB。", weigh(size)),
        Why::ManyPixels(width, height) => {
            format!("{width} × {height} 像素过大：每边最多 8192，总计最多 4000 万像素。")
        }
        Why::Undecodable => "图片已损坏。请重新保存后再选择。".to_owned(),
        Why::NotRepaired => "此浏览器无法完成。请用其他程序处理后再选择。".to_owned(),
    },
    repair: |repair| match repair {
        Repair::Convert => "在此转换",
        Repair::Turn => "转正",
        Repair::Shrink => "缩小",
    },
    removed: |removed| {
        let what = listed(removed, ["拍摄地点", "相机信息", "文字", "附带数据"], "、");
        format!("已移除：{what}")
    },
    reading: "正在检查文件",
    from_gallery: "从图库选择",
    take_photo: "拍照",
    earlier: "前移",
    gallery_title: |field| format!("从图库选择：{field}"),
    gallery_empty: "还没有保存的图片。",
    together: |size| format!("合计 {size}；服务约接受 10 MB。"),
    guard: |guard| match guard {
        Guard::SameSeed { images, total: Some(total), unit: Some(unit) } => {
            format!("种子固定时 {images} 张图会完全相同：要付 {}，而不是 {}。", usd(*total), usd(*unit))
        }
        Guard::SameSeed { images, .. } => format!("种子固定时 {images} 张图会完全相同，且全部计费。"),
        Guard::TurboSavesNothing { unit } => {
            format!("此处极速与标准标价相同（{}）：同样的钱，标准效果更好。", usd(*unit))
        }
        Guard::Dearer { unit, newest, .. } => {
            format!("此模型每张 {}；3.0 只要 {}。", usd(*unit), usd(*newest))
        }
        Guard::OtherShape { .. } => "结果的形状与原图不同：一部分会被裁掉或补画。".to_owned(),
        Guard::ReferencesLarge { bytes } => {
            format!("风格参考图合计 {}，服务约接受 10 MB。", weigh(*bytes))
        }
    },
    fix: |guard| match guard {
        Guard::SameSeed { .. } => "只做一张".to_owned(),
        Guard::TurboSavesNothing { .. } => "改用标准".to_owned(),
        Guard::Dearer { newest, .. } => format!("改用 3.0 · {}", usd(*newest)),
        Guard::OtherShape { nearest } => {
            format!("改用 {}", nearest.trim_start_matches("ASPECT_").replace(['x', '_'], ":"))
        }
        Guard::ReferencesLarge { .. } => "全部缩小".to_owned(),
    },
    faster: |model| format!("改用 {model}"),
    kept: |names| format!("保留：{names}。"),
    converted: |names| format!("已按此模型改写：{names}。"),
    dropped: |names| format!("此模型不接受，暂存：{names}。"),
    back: |names| format!("已恢复：{names}。"),
    not_taken: |model, takers| format!("{model} 不接受此项。可用：{takers}。"),
    switch_to: |model| format!("切换到 {model}"),
    clear_other: |name| format!("清除{name}"),
    lock: "锁定上一张图的种子",
    unlock: "解锁：每次使用新种子",
    frame: "拖动画框边缘，或用此滑块由高到宽",
    all_sizes: "全部尺寸",
    new_area: |percent| format!("结果中有 {percent} % 是新画的。"),
    doubled: |width, height, megapixels| format!("结果：{width} × {height} 像素，{megapixels} 百万像素。"),
    note: |operation| match operation {
        Operation::Reframe => "不接受提示词、风格类型和提示词增强。AiHubMix 仅在价格表中列出此功能。",
        Operation::ReplaceBackground => "不接受宽高比和负面提示词：结果与原图形状相同。",
        Operation::Describe => "AiHubMix 未公布此项价格。",
        _ => "",
    },
    cheaper: |list| format!("更便宜：{list}。"),
    images: |count| format!("{count} 张"),
    change: "更改设置",
    coverage: |percent, tenths| format!("画面的 {percent}.{tenths} % 会改变。"),
    mask_empty: "蒙版中没有黑色，什么都不会改变，服务会拒绝。",
    mask_small: "建议至少 10 %。",
    mask_whole: "蒙版全是黑色：整张图都会改变。",
    grays: "文件中有黑白以外的值。比此值更暗的部分会改变：",
    threshold: "阈值",
    scale_mask: "缩放到原图尺寸",
    swap: "黑白互换",
};

/// A model with its speed, as it stands in lists: `V_2_TURBO`, `V3 Turbo`.
pub(crate) fn model_name(model: Model, speed: Speed, words: fn(Speed) -> &'static str) -> String {
    if model == Model::V3 { format!("3.0 {}", words(speed)) } else { model.to_string() }
}

/// The labels of fields, one after the other, each once.
pub(crate) fn labels(names: &[String]) -> String {
    let mut labels: Vec<&str> = Vec::new();
    let text = super::text();
    for name in names.iter().filter(|name| fields::find(name).is_some()) {
        let label = (text.field)(name);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.join(if text.tag == "en" { ", " } else { "、" })
}

fn listed(removed: Removed, names: [&str; 4], between: &str) -> String {
    let found = [removed.place, removed.camera, removed.words, removed.other];
    let names: Vec<&str> =
        names.into_iter().zip(found).filter(|(_, found)| *found).map(|(name, _)| name).collect();
    names.join(between)
}

#[expect(clippy::cast_precision_loss, reason = "shown with one digit after the point")]
fn weigh(size: u64) -> String {
    bytes(size as f64)
}
