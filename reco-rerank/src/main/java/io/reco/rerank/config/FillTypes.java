package io.reco.rerank.config;

import io.reco.rerank.NeverEmpty;
import io.reco.rerank.Rule;
import io.reco.rerank.config.ScalarTypes.OneOf;
import io.reco.rerank.config.ScalarTypes.Real;
import io.reco.rerank.config.ScalarTypes.Span;
import io.reco.rerank.config.ScalarTypes.Text;
import io.reco.rerank.config.ScalarTypes.Whole;
import io.reco.rerank.rule.BalancedShuffle;
import io.reco.rerank.rule.BandShares;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.EpsilonSlots;
import io.reco.rerank.rule.GumbelTopK;
import io.reco.rerank.rule.KnownMix;
import io.reco.rerank.rule.LicenceWindow;
import io.reco.rerank.rule.Pins;
import io.reco.rerank.rule.Quota;
import io.reco.rerank.rule.ReservedSlots;
import io.reco.rerank.rule.Spacing;
import java.util.List;
import java.util.function.Function;

/** Rules about the list as a whole: caps, spacing, quotas, positions, chance, order. */
final class FillTypes {
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final int DAY = 86_400_000;
    private static final Whole FROM_0 = new Whole(0, NO_LIMIT);
    private static final Whole FROM_1 = new Whole(1, NO_LIMIT);
    private static final Parameter SLOTS =
            Parameter.required("slots", new ListType(FROM_0, 0), "Positions, 0 being the first; ascending.");
    private static final StructType PIN = new StructType(List.of(
            Parameter.required("track", new Text(), "Raw id of the track."),
            Parameter.required("slot", new Whole(0, Pins.MAX_SLOT), "Position, 0 being the first."),
            ScoreTypes.FROM,
            ScoreTypes.UNTIL));

    private FillTypes() {}

    static List<SpecType<? extends Rule>> types() {
        return List.of(
                cap("artist-cap", "artist, any credit", v -> Cap.perArtist(v.whole("max"))),
                cap("album-cap", "album", v -> Cap.perAlbum(v.whole("max"))),
                spacing("artist-spacing", "an artist", v -> Spacing.ofArtists(v.whole("gap"))),
                spacing("album-spacing", "an album", v -> Spacing.ofAlbums(v.whole("gap"))),
                SpecType.of(
                        "licence-window",
                        "So many tracks of an album and an artist within a rolling window, and so many in a row.",
                        (v, r) -> new LicenceWindow(
                                v.millis("window"),
                                v.whole("per-album"),
                                v.whole("album-run"),
                                v.whole("per-artist"),
                                v.whole("artist-run")),
                        Parameter.optional(
                                "window", new Span(1, Long.MAX_VALUE), 3L * 3_600_000, "Length of the window."),
                        Parameter.optional("per-album", FROM_1, 3, "Tracks of an album in any window."),
                        Parameter.optional("album-run", FROM_1, 2, "Tracks of an album in a row."),
                        Parameter.optional("per-artist", FROM_1, 4, "Tracks of an artist in any window."),
                        Parameter.optional("artist-run", FROM_1, 3, "Tracks of an artist in a row.")),
                SpecType.of(
                        "known-mix",
                        "A share of the list is new to the character, interleaved with what it knows.",
                        (v, r) -> new KnownMix(v.real("share"), v.constant("unit", KnownMix.Unit.class), r.semantics()),
                        Parameter.required("share", Real.SHARE, "Share of new tracks."),
                        Parameter.optional(
                                "unit",
                                OneOf.of(KnownMix.Unit.values()),
                                "track",
                                "What must be new: the track or its artists.")),
                SpecType.of(
                        "quota",
                        "At least so many tracks of a group, spread evenly.",
                        (v, r) -> new Quota(GroupTypes.GROUPS.make(v.spec("group"), r), v.whole("at-least")),
                        Parameter.required("group", GroupTypes.GROUPS, "The group."),
                        Parameter.required("at-least", FROM_0, "Number of tracks.")),
                SpecType.of(
                        "band-shares",
                        "At least these shares of the list from the popularity bands.",
                        (v, r) -> new BandShares(
                                GroupTypes.BANDS.make(v.spec("bands"), r),
                                v.real("head"),
                                v.real("middle"),
                                v.real("tail")),
                        GroupTypes.BANDS_PARAMETER,
                        Parameter.optional("head", Real.SHARE, 0.0, "Least share of the head."),
                        Parameter.optional("middle", Real.SHARE, 0.0, "Least share of the middle."),
                        Parameter.optional(
                                "tail", Real.SHARE, 0.0, "Least share of the tail; the three sum to at most 1.")),
                SpecType.of(
                        "reserved-slots",
                        "Keeps positions for a group.",
                        (v, r) -> new ReservedSlots(
                                GroupTypes.GROUPS.make(v.spec("group"), r), v.list("slots", Integer.class)),
                        Parameter.required("group", GroupTypes.GROUPS, "The group."),
                        SLOTS),
                SpecType.of(
                        "pins",
                        "Puts tracks into fixed positions, candidates or not, between two dates.",
                        (v, r) -> new Pins(v.list("pins", Values.class).stream()
                                .map(FillTypes::pin)
                                .toList()),
                        Parameter.required("pins", new ListType(PIN, 0), "The tracks with their positions.")),
                SpecType.of(
                        "gumbel-top-k",
                        "Exploration: positions are drawn with probability proportional to exp(score / temperature).",
                        (v, r) -> new GumbelTopK(v.real("temperature")),
                        Parameter.required("temperature", Real.FROM_0, "0: no chance; the higher, the more uniform.")),
                SpecType.of(
                        "epsilon-slots",
                        "Exploration in some positions: with probability epsilon one of the best candidates at random.",
                        (v, r) -> new EpsilonSlots(v.real("epsilon"), v.list("slots", Integer.class), v.whole("depth")),
                        Parameter.required("epsilon", Real.SHARE, "Probability."),
                        SLOTS,
                        Parameter.required("depth", FROM_1, "How many of the best take part.")),
                SpecType.of(
                        "never-empty",
                        "Sets rules aside, one after the other, while the list has fewer tracks than the minimum.",
                        (v, r) -> new NeverEmpty(v.whole("minimum"), v.texts("set-aside")),
                        Parameter.required("minimum", FROM_0, "Number of tracks to have at least."),
                        Parameter.required(
                                "set-aside",
                                new ListType(new Text(), 0),
                                "Names of rules of this file, the first to go first.")),
                SpecType.of(
                        "balanced-shuffle",
                        "Shuffles the list once a day so that each artist is spread evenly.",
                        (v, r) -> new BalancedShuffle(v.whole("keep"), (int) v.millis("day-start")),
                        Parameter.optional("keep", FROM_0, 0, "Positions at the top that stay."),
                        Parameter.optional(
                                "day-start",
                                new Span(1 - DAY, DAY - 1),
                                0L,
                                "When a day begins after midnight UTC; -9h in Seoul.")));
    }

    private static Pins.Pin pin(Values v) {
        return new Pins.Pin(v.text("track"), v.whole("slot"), v.millis("from"), v.millis("until"));
    }

    private static SpecType<Rule> cap(String name, String unit, Function<Values, Rule> make) {
        return SpecType.of(
                name,
                "At most so many tracks of one " + unit + "; never relaxed.",
                (v, r) -> make.apply(v),
                Parameter.required("max", FROM_1, "Number of tracks."));
    }

    private static SpecType<Rule> spacing(String name, String unit, Function<Values, Rule> make) {
        return SpecType.of(
                name,
                "Keeps tracks of " + unit + " apart; relaxed by one on a dead end.",
                (v, r) -> make.apply(v),
                Parameter.required("gap", FROM_0, "Number of positions."));
    }
}
