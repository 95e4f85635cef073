package io.reco.rerank.config;

import io.reco.rerank.config.ScalarTypes.Name;
import io.reco.rerank.config.ScalarTypes.OneOf;
import io.reco.rerank.config.ScalarTypes.Real;
import io.reco.rerank.config.ScalarTypes.Span;
import io.reco.rerank.config.ScalarTypes.Text;
import io.reco.rerank.config.ScalarTypes.Whole;
import io.reco.rerank.diversity.Aspects;
import io.reco.rerank.rule.NamedTracks;
import io.reco.rerank.rule.NewReleases;
import io.reco.rerank.rule.PopularityBands;
import io.reco.rerank.rule.PopularityBands.Band;
import io.reco.rerank.rule.TrackGroup;

/** What the parameters of rules name besides numbers and words: popularity bands, groups of tracks, aspects. */
final class GroupTypes {
    static final SpecFamily<PopularityBands> BANDS = new SpecFamily<>(
            "bands",
            SpecType.of(
                    "by-share",
                    "The head has this share of all plays, head and middle together have that one.",
                    (v, r) -> {
                        double head = v.real("head");
                        double middle = v.real("middle");
                        int tracks = r.contexts().catalog().trackCount();
                        return PopularityBands.ofShares(r.popularity(), tracks, head, middle);
                    },
                    Parameter.optional("head", Real.SHARE, 0.5, "Share of all plays of the head."),
                    Parameter.optional(
                            "middle",
                            Real.SHARE,
                            0.9,
                            "Share of all plays of head and middle; at least that of the head.")),
            SpecType.of(
                    "by-count",
                    "Bands by the number of plays of a track.",
                    (v, r) -> new PopularityBands(v.real("head-from"), v.real("middle-from")),
                    Parameter.required("head-from", Real.FROM_0, "Plays from which a track is of the head."),
                    Parameter.required(
                            "middle-from", Real.FROM_0, "Plays from which it is of the middle; at most head-from.")));

    static final Parameter BANDS_PARAMETER = Parameter.optional(
            "bands", BANDS, BANDS.ofDefaults("by-share"), "Where head, middle and tail begin: by-share or by-count.");

    static final SpecFamily<TrackGroup> GROUPS = new SpecFamily<>(
            "group",
            named("tracks", NamedTracks.By.TRACK, "These tracks."),
            named("artists", NamedTracks.By.ARTIST, "Tracks that credit one of these artists in any role."),
            named("albums", NamedTracks.By.ALBUM, "Tracks of these albums."),
            named("genres", NamedTracks.By.GENRE, "Tracks of any of these genres."),
            named("tags", NamedTracks.By.TAG, "Tracks with any of these tags."),
            SpecType.of(
                    "new-releases",
                    "Tracks released at most so many days ago.",
                    (v, r) -> new NewReleases(v.whole("days")),
                    Parameter.optional("days", new Whole(0, Integer.MAX_VALUE), 30, "Days since the release.")),
            SpecType.of(
                    "popularity-band",
                    "Tracks of one popularity band.",
                    (v, r) -> new PopularityBands.In(BANDS.make(v.spec("bands"), r), v.constant("band", Band.class)),
                    Parameter.required("band", OneOf.of(Band.values()), "Which band."),
                    BANDS_PARAMETER),
            SpecType.of(
                    "given",
                    "A group given in code.",
                    (v, r) -> r.group(v.text("name")),
                    Parameter.required("name", new Name(SurfaceResources.Kind.GROUP), "Its name there.")));

    static final SpecFamily<Aspects> ASPECTS = new SpecFamily<>(
            "aspects",
            SpecType.of(
                    "genres",
                    "Genres; a character should get them as its history has them.",
                    (v, r) -> r.genres(v.real("prior"), v.days("half-life")),
                    Parameter.optional(
                            "prior",
                            Real.FROM_0,
                            0.0,
                            "How many events a genre stands for that the profile names as liked."),
                    Parameter.optional(
                            "half-life",
                            new Span(1, Long.MAX_VALUE),
                            Long.MAX_VALUE,
                            "After this time an event weighs half; left out: all weigh the same.")),
            SpecType.of(
                    "given",
                    "Aspects given in code.",
                    (v, r) -> r.aspects(v.text("name")),
                    Parameter.required("name", new Name(SurfaceResources.Kind.ASPECTS), "Their name there.")));

    private GroupTypes() {}

    private static SpecType<TrackGroup> named(String name, NamedTracks.By by, String doc) {
        return SpecType.of(
                name,
                doc,
                (v, r) -> NamedTracks.of(by, v.texts("ids")),
                Parameter.required(
                        "ids", new ListType(new Text(), 1), "Raw ids; those the catalogue lacks match nothing."));
    }
}
