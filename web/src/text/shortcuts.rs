//! Words for shortcuts and the command palette, in both languages.

use super::{pick, text};
use crate::shortcuts::{Action, Scope};

/// What an action does, as a command.
pub(crate) fn action_words(action: Action) -> &'static str {
    pick(match action {
        Action::Operation(operation) => return (text().operation)(operation),
        Action::Run => ("Run", "运行"),
        Action::OlderPrompt => ("Earlier prompt", "上一条提示词"),
        Action::NewerPrompt => ("Later prompt", "下一条提示词"),
        Action::ShowRequest => ("Form or request", "表单或请求"),
        Action::Gallery => return text().places.gallery,
        Action::Jobs => return text().places.jobs,
        Action::Spending => return super::spending_words().title,
        Action::Settings => return text().places.settings,
        Action::History => ("History, open or closed", "打开或收起最近"),
        Action::Search => ("Search the gallery", "搜索图库"),
        Action::SelectAll => ("Select all", "全选"),
        Action::Delete => ("Delete what is selected", "删除所选"),
        Action::Palette => ("Command palette", "命令面板"),
        Action::Shortcuts => ("Shortcuts", "快捷键"),
        Action::Undo => ("Undo the last delete", "撤销上次删除"),
        Action::Back => ("Back one level", "返回上一层"),
        Action::Picture(act) => return act.name(),
        Action::Previous => return text().result.previous,
        Action::Next => return text().result.next,
        Action::Details => return text().look.details,
        Action::ZoomIn => return text().look.zoom_in,
        Action::ZoomOut => return text().look.zoom_out,
        Action::Fit => return text().result.fit,
        Action::FullSize => return text().result.full_size,
        Action::Mode(mode) => return text().look.modes[mode],
        Action::SplitLeft => ("Slider to the left", "滑块左移"),
        Action::SplitRight => ("Slider to the right", "滑块右移"),
        Action::Swap => return text().look.swap,
        Action::Compare => return text().look.compare,
    })
}

/// Where a shortcut acts, as a heading.
pub(crate) fn scope_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Everywhere => pick(("Everywhere", "任何位置")),
        Scope::Gallery => text().places.gallery,
        Scope::Form => pick(("Making", "创作")),
        Scope::Chosen => pick(("Chosen pictures", "已选图片")),
        Scope::Viewer => pick(("A picture", "查看图片")),
        Scope::Compare => text().look.compare,
    }
}

/// The words of the palette and the list.
pub(crate) struct Keys {
    /// What the palette's box asks for.
    pub(crate) ask: &'static str,
    /// Nothing fits.
    pub(crate) nothing: &'static str,
    /// What a prompt in the palette is.
    pub(crate) prompt: &'static str,
    /// The space bar.
    pub(crate) space: &'static str,
    /// A rule about typing.
    pub(crate) typing: &'static str,
}

/// The words of the palette and the list.
pub(crate) fn keys_words() -> &'static Keys {
    const EN: Keys = Keys {
        ask: "Type a command or a few letters of a prompt",
        nothing: "Nothing fits.",
        prompt: "Prompt",
        space: "Space",
        typing: "Single letters wait while a text field has the focus.",
    };
    const ZH: Keys = Keys {
        ask: "输入命令，或提示词中的几个字",
        nothing: "没有匹配项。",
        prompt: "提示词",
        space: "空格",
        typing: "输入文字时，单个字母的快捷键不起作用。",
    };
    pick((&EN, &ZH))
}
