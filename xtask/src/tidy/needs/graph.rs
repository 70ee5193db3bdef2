//! Files and who needs whom, and the circles in that.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// From each file the files that it needs, each with a name that it takes from there.
#[derive(Debug, Default)]
pub struct Graph<'a>(BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>);

/// Files each of which needs every other, if only by way of others.
#[derive(Debug, PartialEq)]
pub struct Circle<'a> {
    pub files: BTreeSet<&'a str>,
    /// One shortest way round: each file with the name that it takes from the next, the last from the first.
    pub way: Vec<(&'a str, &'a str)>,
}

impl<'a> Graph<'a> {
    /// A file that needs itself is no circle.
    pub fn add(&mut self, from: &'a str, to: &'a str, name: &'a str) {
        if from != to {
            self.0.entry(from).or_default().entry(to).or_insert(name);
        }
    }

    /// From, to, and a name that is taken.
    pub fn edges(&self) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
        self.0.iter().flat_map(|(from, needed)| needed.iter().map(|(to, name)| (*from, *to, *name)))
    }

    pub fn circles(&self) -> Vec<Circle<'a>> {
        let reached: BTreeMap<_, _> = self.0.keys().map(|file| (*file, self.reached_from(file))).collect();
        let mut circles: Vec<Circle> = Vec::new();
        for (file, others) in &reached {
            if others.contains(file) && !circles.iter().any(|circle| circle.files.contains(file)) {
                let is_back = |other: &&&str| reached.get(**other).is_some_and(|back| back.contains(file));
                let files: BTreeSet<_> = others.iter().filter(is_back).copied().collect();
                let ways = files.iter().filter_map(|file| self.way_round(file));
                let way = ways.min_by_key(Vec::len).unwrap_or_default();
                circles.push(Circle { files, way });
            }
        }
        circles
    }

    fn needs(&self, file: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.get(file).into_iter().flatten().map(|(to, name)| (*to, *name))
    }

    fn reached_from(&self, file: &str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<_> = self.needs(file).map(|(to, _)| to).collect();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(self.needs(next).map(|(to, _)| to));
            }
        }
        reached
    }

    /// A shortest way from a file back to it.
    fn way_round(&self, start: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
        let mut came_from = BTreeMap::new();
        let mut open = VecDeque::from([start]);
        while let Some(file) = open.pop_front() {
            for (to, name) in self.needs(file) {
                if !came_from.contains_key(to) {
                    came_from.insert(to, (file, name));
                    open.push_back(to);
                }
            }
        }
        let mut way = vec![*came_from.get(start)?];
        while let Some(&(file, _)) = way.last().filter(|(file, _)| *file != start) {
            way.push(*came_from.get(file)?);
        }
        way.reverse();
        Some(way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The circles among edges such as `ab`: from a to b, with the name `ab`.
    fn circles(edges: &'static str) -> Vec<(String, String)> {
        let mut graph = Graph::default();
        for edge in edges.split_whitespace() {
            graph.add(&edge[..1], &edge[1..], edge);
        }
        let told = |circle: Circle| {
            let way: Vec<_> = circle.way.iter().map(|(_, name)| *name).collect();
            (circle.files.into_iter().collect(), way.join(" "))
        };
        graph.circles().into_iter().map(told).collect()
    }

    #[test]
    fn circles_are_found_with_a_shortest_way_round() {
        for (edges, expected) in [
            ("ab bc ac", &[][..]),
            ("aa", &[]),
            ("ab ba", &[("ab", "ab ba")]),
            ("ab bc ca ad", &[("abc", "ab bc ca")]),
            ("ab bc cd da ca", &[("abcd", "ab bc ca")]),
            ("ab ba bc cd dc", &[("ab", "ab ba"), ("cd", "cd dc")]),
        ] {
            let expected: Vec<_> =
                expected.iter().map(|(files, way)| (files.to_string(), way.to_string())).collect();
            assert_eq!(circles(edges), expected, "{edges}");
        }
    }
}
