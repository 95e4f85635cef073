package io.reco.rerank.config;

import io.reco.core.data.AiGenerated;
import io.reco.rerank.Rule;
import io.reco.rerank.config.ScalarTypes.Flag;
import io.reco.rerank.config.ScalarTypes.Name;
import io.reco.rerank.config.ScalarTypes.OneOf;
import io.reco.rerank.config.ScalarTypes.Real;
import io.reco.rerank.config.ScalarTypes.Span;
import io.reco.rerank.config.ScalarTypes.Whole;
import io.reco.rerank.rule.AgeLimit;
import io.reco.rerank.rule.AiLabel;
import io.reco.rerank.rule.AiMade;
import io.reco.rerank.rule.AlreadyRecommended;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.DislikedArtists;
import io.reco.rerank.rule.DislikedGenres;
import io.reco.rerank.rule.DislikedTracks;
import io.reco.rerank.rule.Duplicates;
import io.reco.rerank.rule.ExplicitContent;
import io.reco.rerank.rule.Playable;
import io.reco.rerank.rule.RecentlyListened;
import io.reco.rerank.rule.SongVersions;
import java.util.List;

/** Rules about what may be shown, by the catalogue, the profile and the history. */
final class EligibilityTypes {
    private static final long DAY = 86_400_000;
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private EligibilityTypes() {}

    static List<SpecType<? extends Rule>> types() {
        return List.of(
                SpecType.of(
                        "playable",
                        "Drops what the catalogue says may not be played, and what a check at serve time refuses.",
                        (v, r) -> new Playable(check(v, r)),
                        Parameter.optional(
                                "check",
                                new Name(SurfaceResources.Kind.CHECK),
                                "",
                                "Name of the check given in code.")),
                SpecType.of(
                        "age-limit",
                        "Drops tracks rated for this age or above unless the character is a verified adult.",
                        (v, r) -> new AgeLimit(v.whole("from-age")),
                        Parameter.optional("from-age", new Whole(1, NO_LIMIT), 19, "Age in years.")),
                SpecType.of(
                        "explicit",
                        "For a character that switched explicit tracks off: puts the clean twin there, or drops.",
                        EligibilityTypes::explicit,
                        Parameter.optional("twins", new Flag(), true, "Whether to look for clean twins."),
                        Parameter.optional(
                                "check",
                                new Name(SurfaceResources.Kind.CHECK),
                                "",
                                "Name of the check given in code that a twin has to pass; that of playable.")),
                SpecType.of(
                        "blocked",
                        "Drops tracks, albums and artists that the character blocked.",
                        (v, r) -> new Blocked(v.millis("snooze")),
                        Parameter.optional(
                                "snooze", new Span(0, Long.MAX_VALUE), 30 * DAY, "How long a snooze event holds.")),
                SpecType.of(
                        "disliked-genres",
                        "Drops or demotes tracks of genres the character dislikes.",
                        (v, r) -> dislikedGenres(v),
                        Parameter.required(
                                "mode",
                                OneOf.of(DislikedGenres.Mode.values()),
                                "Drop when any, the primary or the majority genre is disliked, or demote (soft)."),
                        Parameter.optional("weight", Real.SHARE, 1.0, "With soft: demoted by weight * share.")),
                SpecType.of(
                        "disliked-tracks", "Drops tracks that the character dislikes.", (v, r) -> new DislikedTracks()),
                SpecType.of(
                        "disliked-artists",
                        "Demotes tracks of artists of whom several tracks are disliked.",
                        (v, r) -> new DislikedArtists(v.whole("after"), v.real("weight")),
                        Parameter.required("after", new Whole(1, NO_LIMIT), "Number of disliked tracks."),
                        Parameter.required("weight", Real.SHARE, "Share by which tracks are demoted.")),
                SpecType.of(
                        "ai-made",
                        "Drops or demotes tracks made by a machine.",
                        (v, r) -> new AiMade(v.constant("from", AiGenerated.class), v.real("weight")),
                        Parameter.optional(
                                "from",
                                OneOf.of(AiGenerated.PARTIAL, AiGenerated.FULL),
                                "full",
                                "How much must be made by a machine."),
                        Parameter.optional("weight", Real.SHARE, 1.0, "Share by which they are demoted; 1 drops.")),
                SpecType.of(
                        "ai-label",
                        "Labels tracks made by a machine.",
                        (v, r) -> new AiLabel(v.constant("from", AiGenerated.class)),
                        Parameter.optional(
                                "from",
                                OneOf.of(AiGenerated.NONE, AiGenerated.PARTIAL, AiGenerated.FULL),
                                "partial",
                                "How much must be made by a machine; none labels nothing.")),
                SpecType.of(
                        "duplicates",
                        "Of several releases of a song keeps one.",
                        (v, r) -> new Duplicates(r.versions(), v.constant("keep", Duplicates.Keep.class)),
                        Parameter.optional(
                                "keep",
                                OneOf.of(Duplicates.Keep.values()),
                                "canonical",
                                "The one that came first, or the best by score.")),
                SpecType.of(
                        "already-recommended",
                        "Drops or demotes what the character was shown here before.",
                        (v, r) -> alreadyRecommended(v),
                        Parameter.optional(
                                "window", new Span(0, Long.MAX_VALUE), 0L, "What was shown within it is dropped."),
                        Parameter.optional("weight", Real.SHARE, 0.0, "Demoted by weight * 2^(-time / half-life)."),
                        Parameter.optional("half-life", new Span(1, Long.MAX_VALUE), 7 * DAY, "Of the demotion.")),
                SpecType.of(
                        "recently-listened",
                        "Drops the tracks heard within a window, or keeps only those.",
                        (v, r) -> new RecentlyListened(
                                v.millis("window"), v.constant("mode", RecentlyListened.Mode.class), r.semantics()),
                        Parameter.required("window", new Span(0, Long.MAX_VALUE), "How long ago counts."),
                        Parameter.optional(
                                "mode",
                                OneOf.of(RecentlyListened.Mode.values()),
                                "drop",
                                "Drop them, or keep only them.")),
                SpecType.of(
                        "given",
                        "A rule given in code.",
                        (v, r) -> r.rule(v.text("name")),
                        Parameter.required("name", new Name(SurfaceResources.Kind.RULE), "Its name there.")));
    }

    /** The check that is named, or that of the catalogue alone. */
    private static Playable.Check check(Values v, SurfaceResources r) {
        String name = v.text("check");
        return name.isEmpty() ? Playable.byCatalog().check() : r.check(name);
    }

    private static Rule explicit(Values v, SurfaceResources r) {
        if (!v.flag("twins") && !v.text("check").isEmpty()) {
            throw new IllegalArgumentException(
                    "explicit: check '" + v.text("check") + "' has no effect with twins false");
        }
        return new ExplicitContent(v.flag("twins") ? r.versions() : SongVersions.none(), check(v, r));
    }

    private static Rule dislikedGenres(Values v) {
        DislikedGenres.Mode mode = v.constant("mode", DislikedGenres.Mode.class);
        if (mode != DislikedGenres.Mode.SOFT && v.real("weight") != 1) {
            throw new IllegalArgumentException(
                    "disliked-genres: weight " + v.real("weight") + " has no effect with mode " + Node.label(mode));
        }
        return new DislikedGenres(mode, v.real("weight"));
    }

    private static Rule alreadyRecommended(Values v) {
        if (v.real("weight") > 0) {
            if (v.millis("window") > 0) {
                throw new IllegalArgumentException("already-recommended: window " + Durations.text(v.millis("window"))
                        + " and weight " + v.real("weight")
                        + " are both above 0; use two rules, which run in different stages");
            }
            return new AlreadyRecommended(v.millis("window"), v.real("weight"), v.millis("half-life"));
        }
        if (v.millis("half-life") != 7 * DAY) {
            throw new IllegalArgumentException("already-recommended: half-life " + Durations.text(v.millis("half-life"))
                    + " has no effect without a weight above 0");
        }
        return AlreadyRecommended.within(v.millis("window"));
    }
}
