//! The store as the server holds it: whichever it is, chosen once. It does what its [`Port`] does, and takes rules and
//! questions as plain closures.

use super::{
    Acted, Change, Classified, Course, Filled, Named, NewMessage, PublishedFilter, StoreError, Told, Turn,
    port::{Courses, Page, Port},
    sqlite::Sqlite,
};
use std::{ops::Deref, path::Path, sync::Arc};
use tanggap_core::{
    config::Desk,
    office::{Refusal, Standing},
};
use tokio::sync::oneshot;

pub struct Store(Box<dyn Port>);

impl Deref for Store {
    type Target = dyn Port;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl Store {
    /// The one in a data folder, which is shared until it is closed; made and brought to this release's version.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        Ok(Self::over(Sqlite::open(data)?))
    }

    /// Whatever does what a store does.
    pub fn over(port: impl Port + 'static) -> Self {
        Self(Box::new(port))
    }

    /// [`Acts::act`](super::port::Acts::act).
    pub async fn act(
        &self,
        named: Named,
        other: Option<String>,
        at: i64,
        decide: impl FnOnce(&Standing, Option<&Standing>) -> Result<Change, Refusal> + Send + 'static,
    ) -> Result<Acted, StoreError> {
        self.0.act(named, other, at, Box::new(decide)).await
    }

    /// [`Acts::fill`](super::port::Acts::fill).
    pub async fn fill(
        &self,
        desks: Vec<Desk>,
        at: i64,
        classify: impl Fn(&str, &str) -> (Classified, bool) + Send + Sync + 'static,
    ) -> Result<Filled, StoreError> {
        self.0.fill(desks, at, Arc::new(classify)).await
    }

    /// [`Conversation::tell`](super::port::Conversation::tell).
    pub async fn tell(
        &self,
        message: NewMessage,
        admit: impl FnOnce(&Standing) -> Result<(), Refusal> + Send + 'static,
    ) -> Result<Told, StoreError> {
        self.0.tell(message, Box::new(admit)).await
    }

    /// What `show` makes of a page of published reports ([`Lists::published`](super::port::Lists::published)).
    pub async fn published<T: Send + 'static>(
        &self,
        turn: Turn,
        filter: PublishedFilter,
        show: impl FnOnce(&dyn Page) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, shown) = oneshot::channel();
        let show = move |page: &dyn Page| {
            drop(reply.send(show(page)?));
            Ok(())
        };
        self.0.published(turn, filter, Box::new(show)).await?;
        shown.await.map_err(|_| unread())
    }

    /// Adds up how reports went ([`Lists::courses`](super::port::Lists::courses)).
    pub async fn courses<T: Send + 'static>(
        &self,
        since: i64,
        mut sum: T,
        add: fn(&mut T, Course<'_>),
    ) -> Result<T, StoreError> {
        let (reply, summed) = oneshot::channel();
        let count = move |courses: &dyn Courses| {
            courses.each(&mut |course| add(&mut sum, course))?;
            drop(reply.send(sum));
            Ok(())
        };
        self.0.courses(since, Box::new(count)).await?;
        summed.await.map_err(|_| unread())
    }

    /// Writes what waits, and lets go of the database.
    pub fn close(self) {
        self.0.close();
    }
}

fn unread() -> StoreError {
    StoreError::Broken("a store that has answered without reading".into())
}
