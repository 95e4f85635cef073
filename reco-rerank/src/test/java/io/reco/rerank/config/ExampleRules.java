package io.reco.rerank.config;

import io.reco.core.data.Dataset;
import io.reco.rerank.Popularity;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.rule.DislikedTracks;
import io.reco.rerank.rule.Playable;
import java.util.List;

/** Canonical examples that together set every parameter of every rule. */
final class ExampleRules {
    /** Each is an element of {@code rules} as it is written. */
    static final List<String> CANONICAL = List.of(
            "playable",
            "playable: {check: licences}",
            "age-limit",
            "age-limit: {from-age: 15}",
            "explicit: {twins: false}",
            "explicit: {check: licences}",
            "blocked: {snooze: forever}",
            "disliked-genres: {mode: primary}",
            "disliked-genres: {mode: soft, weight: 0.5}",
            "disliked-tracks",
            "disliked-artists: {after: 2, weight: 0.3}",
            "ai-made: {from: partial, weight: 0.25}",
            "ai-label: {from: full}",
            "duplicates: {keep: best}",
            "already-recommended: {window: 7d}",
            "already-recommended: {weight: 0.8, half-life: 36h}",
            "recently-listened: {window: 1d, mode: keep-only}",
            "given: {name: mine}",
            "score-normalisation: {scale: standard}",
            "popularity: {mode: debias, b: 0.1}",
            "popularity: {b: -0.02}",
            "freshness: {b: 0.5, half-life: 14d}",
            "campaign: {group: {given: {name: local}}, b: 0.1, from: 2026-12-01T00:00:00Z, until: 2026-12-24T09:30:00Z}",
            "artist-cap: {max: 2}",
            "album-cap: {max: 1}",
            "artist-spacing: {gap: 3}",
            "album-spacing: {gap: 4}",
            "licence-window: {window: 90m, per-album: 2, album-run: 1, per-artist: 3, artist-run: 2}",
            "known-mix: {share: 0.3, unit: artist}",
            "quota: {group: {artists: {ids: [a1, \"7\", \"a, b\"]}}, at-least: 5}",
            "quota: {group: new-releases, at-least: 1}",
            "quota: {group: {popularity-band: {band: tail}}, at-least: 3}",
            "band-shares: {bands: {by-share: {head: 0.4, middle: 0.8}}, head: 0.2, middle: 0.3, tail: 0.1}",
            "band-shares: {bands: {by-count: {head-from: 1000, middle-from: 100}}, tail: 0.1}",
            "reserved-slots: {group: {new-releases: {days: 7}}, slots: [1, 6]}",
            "pins: {pins: [{track: t1, slot: 0}, {track: t2, slot: 3, from: 2026-12-01T00:00:00Z}]}",
            "gumbel-top-k: {temperature: 0.05}",
            "epsilon-slots: {epsilon: 0.1, slots: [4, 9], depth: 50}",
            "never-empty: {minimum: 5, set-aside: []}",
            "balanced-shuffle: {keep: 1, day-start: -9h}",
            "mmr: {lambda: 0.7, aggregate: mean, similarity: vectors}",
            "dpp: {similarity: vectors}",
            "dpp: {quality: exponential, theta: 0.6, similarity: vectors}",
            "xquad: {lambda: 0.5, aspects: {given: {name: moods}}}",
            "calibration: {lambda: 0.5, alpha: 0.02, weights: log, aspects: {genres: {prior: 5, half-life: 30d}}}");

    /** The file of one rule. */
    static String fileOf(String rule) {
        return "surface: home\nk: 10\nsources:\n  - name: model\nrules:\n  - " + rule + "\n";
    }

    /** Everything the examples name. */
    static SurfaceResources resources() {
        return SurfaceResources.of(RuleContexts.of(Dataset.builder("empty").build(), Popularity.none()))
                .withSource("model", query -> n -> SurfaceResourcesTest.NO_CANDIDATES)
                .withCheck("licences", (context, t) -> Playable.Check.PLAYABLE)
                .withRule("mine", new DislikedTracks())
                .withGroup("local", context -> t -> false)
                .withSimilarity("vectors", (t, u) -> 0)
                .withAspects("moods", SurfaceResourcesTest.NO_ASPECTS);
    }

    private ExampleRules() {}
}
