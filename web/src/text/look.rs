//! Words about single pictures: what can be done with one, how it is looked at and compared, how it is rescued.

/// A width and a height in pixels.
type Size = (u32, u32);

/// Looking at pictures closely.
pub(crate) struct Look {
    pub(crate) star: &'static str,
    pub(crate) lock: &'static str,
    pub(crate) vary: &'static str,
    pub(crate) compare: &'static str,
    pub(crate) details: &'static str,
    pub(crate) more: &'static str,
    pub(crate) large: &'static str,
    pub(crate) filled: &'static str,
    pub(crate) locked: &'static str,
    pub(crate) varied: &'static str,
    pub(crate) words_used: &'static str,
    pub(crate) remix_with: &'static str,
    pub(crate) change_words: &'static str,
    pub(crate) wrong_size: fn(Size, Size) -> String,
    pub(crate) adopted: &'static str,
    /// How long a link still works, in hours and minutes.
    pub(crate) left: fn(u32, u32) -> String,
    pub(crate) copy_link: &'static str,
    pub(crate) give_file: &'static str,
    pub(crate) not_shown: &'static str,
    pub(crate) as_written: &'static str,
    pub(crate) rewritten: &'static str,
    pub(crate) rewritten_key: &'static str,
    pub(crate) random: &'static str,
    pub(crate) file: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) made: &'static str,
    pub(crate) by: &'static str,
    pub(crate) request_id: &'static str,
    pub(crate) answer: &'static str,
    pub(crate) made_from: &'static str,
    pub(crate) became: &'static str,
    pub(crate) input: &'static str,
    pub(crate) place: fn(usize, usize) -> String,
    pub(crate) zoom_in: &'static str,
    pub(crate) zoom_out: &'static str,
    pub(crate) gone: &'static str,
    pub(crate) modes: [&'static str; 4],
    pub(crate) split: &'static str,
    pub(crate) gain: &'static str,
    pub(crate) swap: &'static str,
    pub(crate) hold_hint: &'static str,
    pub(crate) first: &'static str,
    pub(crate) second: &'static str,
    pub(crate) differs: &'static str,
    pub(crate) same: &'static str,
    pub(crate) chosen: fn(usize) -> &'static str,
    pub(crate) clear: &'static str,
}

pub(super) const EN: Look = Look {
    star: "Star",
    lock: "Lock this result",
    vary: "Vary",
    compare: "Compare",
    details: "Details",
    more: "More actions",
    large: "Open large",
    filled: "The form has the settings of this job.",
    locked: "Locked: the words that were drawn, the same seed and style, magic prompt off.",
    varied: "The same words and settings with a new seed, magic prompt off.",
    words_used: "Magic prompt is off, so that these words are drawn as they stand.",
    remix_with: "Remix with this",
    change_words: "Change the words",
    wrong_size: |(width, height), (wanted_width, wanted_height)| {
        format!(
            "This file has {width} × {height} pixels; the picture had {wanted_width} × {wanted_height}. Choose the file that you saved from its link."
        )
    },
    adopted: "The picture is saved.",
    left: |hours, minutes| {
        if hours > 0 {
            format!("The link ends in {hours} h {minutes} min")
        } else {
            format!("The link ends in {minutes} min")
        }
    },
    copy_link: "Copy the link",
    give_file: "Saved it by hand? Choose or drop the file",
    not_shown: "This browser could neither read nor show the picture. Its link may still open in a tab.",
    as_written: "Drawn as you wrote it.",
    rewritten: "Magic prompt changed your words",
    rewritten_key: "Underlined was added, struck through was taken out.",
    random: "Random",
    file: "File",
    kind: "Kind",
    made: "Made",
    by: "By way of",
    request_id: "Request number",
    answer: "The answer as it came",
    made_from: "Made from",
    became: "Made of this",
    input: "Uploaded file",
    place: |n, of| format!("{n} of {of}"),
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    gone: "This picture is not in the gallery any more.",
    modes: ["Slider", "Side by side", "Hold", "Difference"],
    split: "Where the second picture begins",
    gain: "Amplify",
    swap: "Swap",
    hold_hint: "Hold the picture or the space bar to see the second one.",
    first: "First",
    second: "Second",
    differs: "What differs",
    same: "Nothing in the settings differs.",
    chosen: |count| {
        if count == 1 { "One picture chosen. Choose a second one." } else { "Two pictures chosen." }
    },
    clear: "Clear",
};

pub(super) const ZH: Look = Look {
    star: "加星标",
    lock: "锁定这个结果",
    vary: "变化",
    compare: "对比",
    details: "详情",
    more: "更多操作",
    large: "大图",
    filled: "已把这次任务的设置填入表单。",
    locked: "已锁定：实际使用的提示词、相同的种子和风格，提示词增强关闭。",
    varied: "相同的提示词和设置，种子随机，提示词增强关闭。",
    words_used: "提示词增强已关闭，按这些文字原样绘制。",
    remix_with: "用它混合",
    change_words: "修改提示词",
    wrong_size: |(width, height), (wanted_width, wanted_height)| {
        format!(
            "此文件为 {width} × {height} 像素，而原图为 {wanted_width} × {wanted_height}。请选择从链接保存的那个文件。"
        )
    },
    adopted: "图片已保存。",
    left: |hours, minutes| {
        if hours > 0 {
            format!("链接将在 {hours} 小时 {minutes} 分钟后失效")
        } else {
            format!("链接将在 {minutes} 分钟后失效")
        }
    },
    copy_link: "复制链接",
    give_file: "已手动保存？选择或拖入该文件",
    not_shown: "浏览器既无法读取也无法显示这张图片。它的链接也许还能在新标签页中打开。",
    as_written: "按你的原文绘制。",
    rewritten: "提示词增强改动了你的文字",
    rewritten_key: "下划线为新增，删除线为去掉。",
    random: "随机",
    file: "文件",
    kind: "格式",
    made: "生成于",
    by: "连接方式",
    request_id: "请求编号",
    answer: "原始响应",
    made_from: "来源",
    became: "由它制作",
    input: "上传的文件",
    place: |n, of| format!("第 {n} / {of} 张"),
    zoom_in: "放大视图",
    zoom_out: "缩小视图",
    gone: "这张图片已不在图库中。",
    modes: ["滑块", "并排", "按住切换", "差异"],
    split: "第二张图片的起始位置",
    gain: "放大差异",
    swap: "交换",
    hold_hint: "按住图片或空格键查看第二张。",
    first: "第一张",
    second: "第二张",
    differs: "不同之处",
    same: "设置完全相同。",
    chosen: |count| if count == 1 { "已选 1 张，请再选一张。" } else { "已选 2 张图片。" },
    clear: "清除",
};
