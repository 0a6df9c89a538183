//! Connection, key, language, look.

use crate::browser::{self, Offer};
use crate::text::{Language, language};
use ideomix_api::{ApiKey, Base, Cause, PRICES_AS_OF};
use ideomix_client::{Client, Fetch};
use leptos::prelude::*;

const LANGUAGE: &str = "ideomix.language";
const THEME: &str = "ideomix.theme";
const CONNECTION: &str = "ideomix.connection";

/// How calls travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Connection {
    /// To the practice gateway of this page's server.
    Practice,
    /// To the gateway itself, with the person's key.
    Direct,
    /// To a proxy that holds the key; an empty address is this page's server.
    Proxy(String),
}

/// Light, dark, or as the system is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The settings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// How calls travel; `None` until the server has been asked and nothing was chosen before.
    connection: RwSignal<Option<Connection>>,
    /// What the server of this page offers.
    pub(crate) offer: RwSignal<Option<Offer>>,
    /// The look.
    pub(crate) theme: RwSignal<Theme>,
    /// The key, in memory only.
    key: StoredValue<Option<ApiKey>>,
    /// The key's last characters, as a sign that there is one.
    pub(crate) key_hint: RwSignal<Option<String>>,
}

impl Connection {
    /// The word in records.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Direct => "direct",
            Self::Proxy(_) => "proxy",
        }
    }

    fn written(&self) -> String {
        match self {
            Self::Proxy(address) => format!("proxy {address}"),
            other => other.name().to_owned(),
        }
    }

    fn from_written(word: &str) -> Option<Self> {
        match word.split_once(' ').unwrap_or((word, "")) {
            ("practice", _) => Some(Self::Practice),
            ("direct", _) => Some(Self::Direct),
            ("proxy", address) => Base::parse(address).ok().map(|_| Self::Proxy(address.to_owned())),
            _ => None,
        }
    }
}

impl Theme {
    /// The value of `data-theme`, where the system is not followed.
    pub(crate) const fn word(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// From its word; anything else follows the system.
    pub(crate) fn from_word(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

impl Settings {
    pub(super) fn load() -> Self {
        let tag = browser::read(LANGUAGE).unwrap_or_else(browser::language_tag);
        let chosen = Language::from_tag(&tag);
        language().set(chosen);
        browser::set_document_language(chosen.text().tag);
        let theme = browser::read(THEME).map_or(Theme::System, |word| Theme::from_word(&word));
        Self {
            connection: RwSignal::new(
                browser::read(CONNECTION).and_then(|word| Connection::from_written(&word)),
            ),
            offer: RwSignal::new(None),
            theme: RwSignal::new(theme),
            key: StoredValue::new(None),
            key_hint: RwSignal::new(None),
        }
    }

    /// How calls travel. Unless a person chose, a proxying server is used as one, and any other server practises.
    pub(crate) fn connection(self) -> Connection {
        let proxied = self.offer.with(|offer| offer.as_ref().is_some_and(|offer| offer.proxy));
        let first = if proxied { Connection::Proxy(String::new()) } else { Connection::Practice };
        self.connection.get().unwrap_or(first)
    }

    /// Chooses how calls travel. A key belongs to the gateway's own address, so it is forgotten with it.
    pub(crate) fn connect(self, connection: Connection) {
        if connection != Connection::Direct {
            self.forget_key();
        }
        browser::write(CONNECTION, Some(&connection.written()));
        self.connection.set(Some(connection));
    }

    /// Uses a key for as long as this tab lives.
    pub(crate) fn use_key(self, key: ApiKey) {
        self.key_hint.set(Some(key.hint()));
        self.key.set_value(Some(key));
    }

    /// Forgets the key.
    pub(crate) fn forget_key(self) {
        self.key.set_value(None);
        self.key_hint.set(None);
    }

    /// The address that calls go to, for people to read.
    pub(crate) fn address(self) -> String {
        match self.connection() {
            Connection::Practice => self.practice_base().to_string(),
            Connection::Direct => Base::gateway().to_string(),
            Connection::Proxy(address) => address,
        }
    }

    /// A client for the chosen connection.
    pub(crate) fn client(self) -> Result<Client<Fetch>, Cause> {
        match untrack(|| self.connection()) {
            Connection::Practice => Ok(Client::proxied(self.practice_base(), Fetch)),
            Connection::Direct => {
                let key = self.key.get_value().ok_or(Cause::KeyMissing)?;
                Ok(Client::direct(Base::gateway(), key, Fetch))
            }
            // The address was checked when it was chosen; should it have gone bad, nothing is reached.
            Connection::Proxy(address) => {
                Base::parse(&address).map(|base| Client::proxied(base, Fetch)).map_err(|_| Cause::Unreachable)
            }
        }
    }

    /// Whether calls are free: practice.
    pub(crate) fn is_free(self) -> bool {
        self.connection() == Connection::Practice
    }

    /// Chooses the language, here and for the next visit.
    pub(crate) fn speak(self, chosen: Language) {
        browser::write(LANGUAGE, Some(chosen.text().tag));
        browser::set_document_language(chosen.text().tag);
        language().set(chosen);
        // The page was drawn anew under the person's hands; the focus goes back to where they are.
        request_animation_frame(|| browser::focus("place"));
    }

    /// Chooses the look, here and for the next visit.
    pub(crate) fn look(self, theme: Theme) {
        browser::write(THEME, theme.word());
        browser::set_theme(theme.word());
        self.theme.set(theme);
    }

    /// The day of the price table, as people write it.
    pub(crate) fn prices_as_of() -> &'static str {
        PRICES_AS_OF
    }

    /// Where this page's server fetches results that a page may not read, if it does.
    pub(crate) fn relay(self) -> Option<String> {
        self.offer.with_untracked(|offer| offer.as_ref().and_then(|offer| offer.relay.clone()))
    }

    fn practice_base(self) -> Base {
        let mount =
            self.offer.with_untracked(|offer| offer.as_ref().and_then(|offer| offer.practice.clone()));
        mount.and_then(|mount| Base::parse(&mount).ok()).unwrap_or_else(Base::practice)
    }
}
