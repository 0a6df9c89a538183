//! Labels of the table's fields and names of their values: one row per wire name, both languages side by side, so
//! that a new field of the table is one new row here.

/// Label and explanation of a field: English, Chinese.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) label: (&'static str, &'static str),
    pub(super) help: (&'static str, &'static str),
}

const fn row(
    name: &'static str,
    label: (&'static str, &'static str),
    help: (&'static str, &'static str),
) -> Row {
    Row { name, label, help }
}

const ROWS: &[Row] = &[
    row(
        "prompt",
        ("Prompt", "提示词"),
        (
            "What the picture should show. Put words that should be written in the picture in quotation marks.",
            "描述画面内容。想写进画面里的文字请放在引号中。",
        ),
    ),
    row(
        "negative_prompt",
        ("Negative prompt", "负面提示词"),
        (
            "What should not be in the picture. The prompt wins where both mention a thing.",
            "不想出现的内容。与提示词冲突时以提示词为准。",
        ),
    ),
    row("model", ("Model", "模型"), ("", "")),
    row(
        "rendering_speed",
        ("Rendering speed", "渲染速度"),
        (
            "How long the service thinks about a picture. It sets the price.",
            "服务在每张图上花费的时间，决定价格。",
        ),
    ),
    row(
        "num_images",
        ("Images", "张数"),
        (
            "Each image is paid for. Several at once take hardly longer than one.",
            "按张计费。一次多张几乎不会更慢。",
        ),
    ),
    row(
        "aspect_ratio",
        ("Aspect ratio", "宽高比"),
        ("The shape of the picture. Not together with a resolution.", "画面形状，不能与分辨率同时使用。"),
    ),
    row(
        "resolution",
        ("Resolution", "分辨率"),
        ("The exact size in pixels. Replaces the aspect ratio.", "以像素计的精确尺寸，取代宽高比。"),
    ),
    row("magic_prompt", ("Magic prompt", "提示词增强"), MAGIC_HELP),
    row("magic_prompt_option", ("Magic prompt", "提示词增强"), MAGIC_HELP),
    row("style_type", ("Style type", "风格类型"), ("", "")),
    row(
        "style_preset",
        ("Style preset", "风格预设"),
        (
            "A ready-made look. Not together with style references or style codes.",
            "现成的风格。不能与风格参考图或风格代码同时使用。",
        ),
    ),
    row(
        "style_codes",
        ("Style codes", "风格代码"),
        (
            "Codes of eight hexadecimal digits, separated by spaces. They replace style type, preset and references.",
            "由八位十六进制数组成的代码，用空格分隔。会取代风格类型、预设和参考图。",
        ),
    ),
    row(
        "style_reference_images",
        ("Style references", "风格参考图"),
        (
            "Up to ten pictures whose look should be followed. They work with the styles Auto and General.",
            "最多十张参考图，画面会参照其风格。配合“自动”和“通用”风格使用。",
        ),
    ),
    row(
        "color_palette",
        ("Color palette", "调色板"),
        (
            "Colors that the picture should follow: a preset, or up to eight of your own.",
            "画面应遵循的颜色：选择预设，或自定义最多八种。",
        ),
    ),
    row(
        "seed",
        ("Seed", "随机种子"),
        (
            "The same seed with the same settings gives the same picture. From 0 to 2147483647.",
            "相同种子加相同设置会得到相同画面。范围 0 到 2147483647。",
        ),
    ),
    row("image", ("Image", "原图"), ("", "")),
    row("image_file", ("Image", "原图"), ("", "")),
    row(
        "mask",
        ("Mask", "蒙版"),
        (
            "A picture of exactly the same size: black will change, white is kept.",
            "与原图尺寸完全一致：黑色部分会被修改，白色保持不变。",
        ),
    ),
    row(
        "image_weight",
        ("Image weight", "原图权重"),
        ("How much of the source picture is kept.", "保留多少原图的内容。"),
    ),
    row(
        "resemblance",
        ("Resemblance", "相似度"),
        ("How close the result stays to the source.", "结果与原图的接近程度。"),
    ),
    row("detail", ("Detail", "细节"), ("How much new detail is drawn.", "重新绘制多少细节。")),
    row(
        "character_reference_images",
        ("Character reference", "角色参考图"),
        (
            "One picture of a person who should appear. The gateway has not published a price for it.",
            "画面中应出现的人物，一张图。网关未公布其价格。",
        ),
    ),
    row(
        "character_reference_images_mask",
        ("Character mask", "角色蒙版"),
        ("A mask of the same size as the character picture.", "与角色参考图尺寸一致的蒙版。"),
    ),
    row("describe_model_version", ("Describer version", "描述模型版本"), ("", "")),
];

const MAGIC_HELP: (&str, &str) = (
    "Whether the service may rewrite and enrich your prompt. The prompt it drew is shown with the result.",
    "是否允许服务改写并丰富提示词。实际使用的提示词会显示在结果中。",
);

/// The row of a wire name.
pub(super) fn find(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

/// Names of choice values: field (or `*`), wire value, English, Chinese.
const CHOICES: &[(&str, &str, &str, &str)] = &[
    ("*", "AUTO", "Auto", "自动"),
    ("*", "ON", "On", "开启"),
    ("*", "OFF", "Off", "关闭"),
    ("style_type", "GENERAL", "General", "通用"),
    ("style_type", "REALISTIC", "Realistic", "写实"),
    ("style_type", "DESIGN", "Design", "设计"),
    ("style_type", "RENDER_3D", "3D render", "3D 渲染"),
    ("style_type", "ANIME", "Anime", "动漫"),
];

/// The name of a choice value, English and Chinese, where it has one.
pub(super) fn choice(field: &str, value: &str) -> Option<(&'static str, &'static str)> {
    CHOICES
        .iter()
        .find(|(of, word, _, _)| (*of == "*" || *of == field) && *word == value)
        .map(|(_, _, en, zh)| (*en, *zh))
}

#[cfg(test)]
mod tests {
    use ideomix_api::capability::ALL;

    #[test]
    fn every_field_of_the_table_has_a_label_in_both_languages() {
        for row in ALL {
            for field in row.fields {
                let words = super::find(field.name).unwrap_or_else(|| panic!("{} has no label", field.name));
                assert!(!words.label.0.is_empty() && !words.label.1.is_empty());
            }
        }
    }
}
