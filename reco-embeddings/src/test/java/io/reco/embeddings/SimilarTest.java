package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.baseline.Decay;
import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.IdMap;
import io.reco.core.data.Playlist;
import io.reco.core.data.Track;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.UnknownIdException;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.vector.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Similar tracks, artists and playlists on vectors in the plane. */
class SimilarTest {
    private static final String[] IDS = {"east", "nowhere", "north", "west", "ne", "ene"};
    private static final TrackVectors VECTORS =
            Vectors.of(IDS, new int[] {0, 2, 3, 4, 5}, new float[][] {{2, 0}, {0, 1}, {-2, 0}, {3, 3}, {2, 1}});

    private static List<String> ids(Answer answer) {
        return answer.ids();
    }

    private static SimilarTracks byMean() {
        return SimilarTracks.of(
                VECTORS, SimilarTrackOptions.DEFAULT.withFusion(SeedFusion.MEAN), UnknownIdPolicy.FAIL, 1);
    }

    private static SimilarTracks tracks(UnknownIdPolicy policy) {
        return SimilarTracks.of(VECTORS, policy);
    }

    @Test
    void nearestTracksComeFirstWithoutTheTrackItself() {
        Answer answer = tracks(UnknownIdPolicy.FAIL).similar("east", 10);

        assertThat(ids(answer)).containsExactly("ene", "ne", "north", "west");
        assertThat(answer.items().get(0).score()).isCloseTo(2 / Math.sqrt(5), within(1e-6));
        assertThat(answer.items().get(3).score()).isCloseTo(-1, within(1e-6));
        assertThat(ids(tracks(UnknownIdPolicy.FAIL).similar("east", 2))).containsExactly("ene", "ne");
    }

    @Test
    void aFilterStillFillsK() {
        int ene = VECTORS.tracks().indexOf("ene");
        assertThat(ids(tracks(UnknownIdPolicy.FAIL)
                        .similar(List.of("east"), Wanted.best(2).where(t -> t != ene))))
                .containsExactly("ne", "north");
    }

    @Test
    void severalSeedsAreAskedByTheirMeanAndLeftOut() {
        assertThat(ids(byMean().similar(List.of("east", "north", "east"), Wanted.best(2))))
                .containsExactly("ne", "ene");
        assertThat(byMean().similar(List.of("east", "west"), Wanted.best(2)))
                .as("seeds cancel out")
                .isEmpty();
    }

    @Test
    void aSeedOfZerosIsAsOneWithoutAVector() {
        TrackVectors vectors =
                Vectors.of(new String[] {"zero", "null", "e1", "e2", "n1"}, new int[] {0, 1, 2, 3, 4}, new float[][] {
                    {0, 0}, {0, 0}, {1, 0.1f}, {1, 0}, {0, 1}
                });
        for (SeedFusion fusion : SeedFusion.values()) {
            SimilarTracks similar = SimilarTracks.of(
                    vectors,
                    SimilarTrackOptions.DEFAULT.withFusion(fusion).withClusters(1, 0.5),
                    UnknownIdPolicy.FAIL,
                    1);
            Wanted wanted = Wanted.best(5).excluding(List.of("zero", "null"));
            assertThat(similar.similar(List.of("zero", "e1"), wanted))
                    .as("%s", fusion)
                    .isEqualTo(similar.similar(List.of("e1"), wanted))
                    .hasSize(2);
            assertThat(similar.similar(List.of("e1", "zero", "n1"), wanted))
                    .as("%s", fusion)
                    .isEqualTo(similar.similar(List.of("e1", "n1"), wanted))
                    .hasSize(1);
            assertThat(similar.similar(List.of("zero", "null"), wanted))
                    .as("%s", fusion)
                    .isEmpty();
        }
    }

    @Test
    void tiesGoByIdAndATrackWithoutAVectorHasNoNeighbours() {
        TrackVectors twins =
                Vectors.of(new String[] {"z", "\uD834\uDD1E", "\uFF5E", "a"}, new int[] {0, 1, 2, 3}, new float[][] {
                    {1, 1}, {1, 0}, {1, 0}, {1, 0}
                });
        assertThat(ids(SimilarTracks.of(twins, UnknownIdPolicy.FAIL).similar("z", 3)))
                .containsExactly("a", "\uFF5E", "\uD834\uDD1E");
        assertThat(tracks(UnknownIdPolicy.FAIL).similar("nowhere", 3)).isEmpty();
    }

    @Test
    void unknownIdsFollowThePolicy() {
        assertThatExceptionOfType(UnknownIdException.class)
                .isThrownBy(() -> tracks(UnknownIdPolicy.FAIL).similar("who", 3))
                .withMessageContaining("track 'who'");
        assertThat(tracks(UnknownIdPolicy.IGNORE).similar("who", 3)).isEmpty();
        assertThat(ids(tracks(UnknownIdPolicy.WARN).similar(List.of("who", "east"), Wanted.best(1))))
                .containsExactly("ene");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tracks(UnknownIdPolicy.FAIL).similar("east", 0))
                .withMessage("k 0 is not 1 or above");
    }

    /** Tracks with credits, at the indices of {@link #IDS}. */
    private static Catalog catalog() {
        CatalogBuilder catalog = new CatalogBuilder();
        for (String id : IDS) {
            catalog.track(id);
        }
        catalog.addTrack(Track.builder("east")
                .artist("Eve")
                .credit("Guest", CreditRole.FEATURED)
                .build());
        catalog.addTrack(Track.builder("north").artist("Nora").artist("Guest").build());
        catalog.addTrack(Track.builder("west").artist("Wes").build());
        catalog.addTrack(Track.builder("ne")
                .artist("Eve")
                .artist("Nora")
                .credit("Nora", CreditRole.FEATURED)
                .build());
        catalog.addTrack(Track.builder("nowhere").artist("Silent").build());
        return catalog.build();
    }

    @Test
    void artistsAreTheSumsOfTheirTracksByCreditAndSupport() {
        Catalog catalog = catalog();
        SimilarArtists artists = SimilarArtists.of(VECTORS, catalog, ArtistOptions.DEFAULT, UnknownIdPolicy.FAIL);
        Answer answer = artists.similar("Eve", 10);

        assertThat(ids(answer)).containsExactly("Nora", "Guest", "Wes");
        // Eve = east + ne, Guest = east / 4 + north, Nora = north + ne (the featured credit beside the main one is
        // none)
        double h = Math.sqrt(0.5);
        assertThat(answer.items().get(0).score()).isCloseTo(cosine(1 + h, h, h, 1 + h), within(1e-6));
        assertThat(answer.items().get(1).score()).isCloseTo(cosine(1 + h, h, 0.25, 1), within(1e-6));
        assertThat(artists.similar("Silent", 3)).isEmpty();
        int nora = catalog.artists().indexOf("Nora");
        assertThat(ids(artists.similar("Eve", Wanted.best(1).where(a -> a != nora))))
                .containsExactly("Guest");
    }

    private static double cosine(double ax, double ay, double bx, double by) {
        return (ax * bx + ay * by) / (Math.hypot(ax, ay) * Math.hypot(bx, by));
    }

    @Test
    void artistsBelowTheMinimumSupportAreLeftOut() {
        // Each track has support 10: Guest has 12.5, Wes 10, Eve and Nora 20.
        ArtistOptions options = new ArtistOptions(0.25, 12.5);
        SimilarArtists artists = SimilarArtists.of(VECTORS, catalog(), options, UnknownIdPolicy.FAIL);
        assertThat(ids(artists.similar("Eve", 10))).containsExactly("Nora", "Guest");
        assertThat(artists.similar("Wes", 10)).isEmpty();

        ArtistOptions mainOnly = new ArtistOptions(0, 10.5);
        assertThat(ids(SimilarArtists.of(VECTORS, catalog(), mainOnly, UnknownIdPolicy.FAIL)
                        .similar("Eve", 10)))
                .containsExactly("Nora");
    }

    @Test
    void anUnknownArtistFollowsThePolicyAndOtherTracksAreRefused() {
        assertThatExceptionOfType(UnknownIdException.class)
                .isThrownBy(() -> SimilarArtists.of(VECTORS, catalog(), ArtistOptions.DEFAULT, UnknownIdPolicy.FAIL)
                        .similar("Who", 3))
                .withMessageContaining("artist 'Who'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarArtists.of(
                        VECTORS, new CatalogBuilder().build(), ArtistOptions.DEFAULT, UnknownIdPolicy.FAIL))
                .withMessageContaining("other tracks (6) than the data (0)");
    }

    /** Playlists and listeners over the same tracks. */
    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("plane");
        for (String id : IDS) {
            builder.catalog().track(id);
        }
        builder.addPlaylist(playlist("Easterly", "eva", "east", "ene", "east"));
        builder.addPlaylist(playlist("Northerly", "norman", "north", "nowhere"));
        builder.addPlaylist(playlist("Westerly", "eva", "west"));
        builder.addPlaylist(playlist("Diagonal", "norman", "ne"));
        builder.addPlaylist(playlist("Unheard", "eva", "nowhere"));
        builder.addListen("eva", "east", 1_000);
        builder.addListen("norman", "north", 1_000);
        builder.addListen("norman", "east", 2_000);
        return builder.build();
    }

    private static Playlist playlist(String id, String owner, String... tracks) {
        return new Playlist(id, id, owner, List.of(), List.of(tracks), -1, -1);
    }

    @Test
    void playlistsAreTheMeansOfTheirDistinctTracks() {
        SimilarPlaylists playlists = SimilarPlaylists.of(VECTORS, data().playlists(), UnknownIdPolicy.FAIL);
        Answer answer = playlists.similar("Diagonal", 10);

        assertThat(ids(answer)).containsExactly("Easterly", "Northerly", "Westerly");
        double e = 1 + 2 / Math.sqrt(5);
        double n = 1 / Math.sqrt(5);
        assertThat(answer.items().get(0).score()).isCloseTo(cosine(1, 1, e, n), within(1e-6));
        assertThat(playlists.similar("Unheard", 3)).isEmpty();
        assertThatExceptionOfType(UnknownIdException.class)
                .isThrownBy(() -> playlists.similar("Who", 3))
                .withMessageContaining("playlist 'Who'");
    }

    @Test
    void aCharacterGetsPlaylistsOfOthersAndAHistoryGetsAny() {
        PlaylistRecommender playlists = PlaylistRecommender.of(
                VECTORS,
                data(),
                EventSemantics.DEFAULT,
                HistoryOptions.DEFAULT.withDecay(Decay.NONE),
                UnknownIdPolicy.FAIL);

        assertThat(ids(playlists.forCharacter("eva", 10))).containsExactly("Diagonal", "Northerly");
        assertThat(ids(playlists.forCharacter("norman", 1))).containsExactly("Easterly");
        assertThat(ids(playlists.forHistory(List.of(Listen.of("east")), 2))).containsExactly("Easterly", "Diagonal");
        assertThat(playlists.forHistory(List.of(Listen.of("nowhere")), 2)).isEmpty();
        assertThatExceptionOfType(UnknownIdException.class)
                .isThrownBy(() -> playlists.forCharacter("who", 3))
                .withMessageContaining("character 'who'");
        assertThatExceptionOfType(UnknownIdException.class)
                .isThrownBy(() -> playlists.forHistory(List.of(Listen.of("what")), 3))
                .withMessageContaining("track 'what'");
    }

    @Test
    void withSeveralInterestsTheNearestOneCounts() {
        PlaylistRecommender playlists = PlaylistRecommender.of(
                VECTORS,
                data(),
                EventSemantics.DEFAULT,
                new HistoryOptions(Decay.NONE, 500, 2, 0.5, 0),
                UnknownIdPolicy.FAIL);
        Answer answer = playlists.forHistory(List.of(Listen.of("west"), Listen.of("north")), 3);

        assertThat(ids(answer)).containsExactly("Northerly", "Westerly", "Diagonal");
        assertThat(answer.items().get(1).score()).isCloseTo(1, within(1e-6));
    }

    @Test
    void rowsThatDoNotMatchAreRefused() {
        IdMap ids = IdMap.of(List.of("a", "b"));
        FloatMatrix two = FloatMatrix.allocate(2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrackVectors(ids, new int[] {0}, new int[] {1}, two))
                .withMessageContaining("matrix has 2 rows, trackOfRow 1, support 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrackVectors(ids, new int[] {1, 1}, new int[] {1, 1}, two))
                .withMessageContaining("row 1 has track 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrackVectors(ids, new int[] {1, 0}, new int[] {1, -1}, two))
                .withMessageContaining("support -1 of row 1");
    }
}
