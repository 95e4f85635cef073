package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.AgeBand;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.sequence.Sequences;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract for everything that answers. */
class AnswererContractTest {
    private static final int WITH_VECTOR = 72;
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;

    private static List<String> tracks(int... numbers) {
        return java.util.Arrays.stream(numbers).mapToObj(AnswerWorld::track).toList();
    }

    private static List<String> without(List<String> ids, String id) {
        return ids.stream().filter(other -> !other.equals(id)).toList();
    }

    /** Questions for tracks, by tracks. */
    abstract static class TracksByTracks extends AnswererContract {
        @Override
        IdMap ids() {
            return DATA.catalog().tracks();
        }

        @Override
        boolean seedsAreCandidates() {
            return true;
        }
    }

    @Nested
    class OneTrack extends TracksByTracks {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            SimilarTracks similar = SimilarTracks.of(VECTORS, unknownIds);
            return (wanted, without) -> similar.similar(without(tracks(1), without), wanted);
        }

        @Override
        int reach() {
            return WITH_VECTOR - 1;
        }
    }

    abstract static class SeveralTracks extends TracksByTracks {
        abstract SimilarTrackOptions options();

        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            SimilarTracks similar = SimilarTracks.of(VECTORS, options(), unknownIds, threads);
            // Number 9 has no vector.
            return (wanted, without) -> similar.similar(without(tracks(1, 5, 2, 17, 9), without), wanted);
        }

        @Override
        int reach() {
            return WITH_VECTOR - 4;
        }
    }

    @Nested
    class TracksByMean extends SeveralTracks {
        @Override
        SimilarTrackOptions options() {
            return SimilarTrackOptions.DEFAULT.withFusion(SeedFusion.MEAN);
        }
    }

    @Nested
    class TracksByAgreement extends SeveralTracks {
        @Override
        SimilarTrackOptions options() {
            return SimilarTrackOptions.DEFAULT;
        }

        @Test
        void seedsAddUpToTheScore() {
            assertSeedsAddUp(ask(Wanted.best(10).withSeeds(100)));
        }
    }

    @Nested
    class TracksByClustersOfSeeds extends SeveralTracks {
        @Override
        SimilarTrackOptions options() {
            return SimilarTrackOptions.DEFAULT.withFusion(SeedFusion.CLUSTERS).withClusters(3, 0.6);
        }
    }

    @Nested
    class TracksWithCorrection extends SeveralTracks {
        @Override
        SimilarTrackOptions options() {
            return SimilarTrackOptions.DEFAULT
                    .withFusion(SeedFusion.MEAN)
                    .withCorrection(Correction.csls().withPopularity(0.1));
        }
    }

    @Nested
    class TracksForACharacter extends AnswererContract {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            TrackRecommender recommender = TrackRecommender.of(
                    VECTORS, DATA, SEMANTICS, HistoryOptions.DEFAULT.withInterests(3, 0.4), unknownIds);
            List<String> history = tracks(1, 5, 2, 17, 21, 9, 4);
            return (wanted, without) -> recommender.forHistory(
                    without(history, without).stream().map(Listen::of).toList(), wanted);
        }

        @Override
        IdMap ids() {
            return DATA.catalog().tracks();
        }

        @Override
        int reach() {
            return WITH_VECTOR;
        }

        /** Another history is divided into other interests. */
        @Override
        boolean seedsCanBeLeftOut() {
            return false;
        }
    }

    @Nested
    class TracksForACharacterOfOneInterest extends TracksForACharacter {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            HistoryOptions options = HistoryOptions.DEFAULT
                    .withDecay(io.reco.core.baseline.Decay.NONE)
                    .withPopularityWeight(0);
            TrackRecommender recommender = TrackRecommender.of(VECTORS, DATA, SEMANTICS, options, unknownIds);
            List<String> history = tracks(1, 5, 2, 17, 21, 9, 4);
            return (wanted, without) -> recommender.forHistory(
                    without(history, without).stream().map(Listen::of).toList(), wanted);
        }

        @Override
        boolean seedsCanBeLeftOut() {
            return true;
        }
    }

    @Nested
    class PlaylistsForACharacter extends AnswererContract {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            PlaylistRecommender recommender = PlaylistRecommender.of(
                    VECTORS,
                    DATA,
                    SEMANTICS,
                    HistoryOptions.DEFAULT.withDecay(io.reco.core.baseline.Decay.NONE),
                    unknownIds);
            return (wanted, without) -> recommender.forHistory(
                    without(tracks(1, 5, 2, 17), without).stream()
                            .map(Listen::of)
                            .toList(),
                    wanted);
        }

        @Override
        IdMap ids() {
            return DATA.playlists().ids();
        }

        @Override
        int reach() {
            return 24;
        }
    }

    @Nested
    class PlaylistsLikeAPlaylist extends AnswererContract {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            SimilarPlaylists similar = SimilarPlaylists.of(VECTORS, DATA.playlists(), unknownIds);
            return (wanted, without) -> similar.similar(AnswerWorld.playlist(3), wanted);
        }

        @Override
        IdMap ids() {
            return DATA.playlists().ids();
        }

        @Override
        int reach() {
            return 23;
        }

        @Override
        boolean seedsCanBeLeftOut() {
            return false;
        }
    }

    /** Questions for artists. */
    abstract static class Artists extends AnswererContract {
        @Override
        IdMap ids() {
            return DATA.catalog().artists();
        }

        @Override
        boolean seedsCanBeLeftOut() {
            return false;
        }

        @Override
        int reach() {
            return AnswerWorld.ARTISTS - 1;
        }

        static ArtistSessions sessions(UnknownIdPolicy unknownIds, int threads) {
            return ArtistSessions.of(
                    Sequences.sessions(DATA.events(), SEMANTICS),
                    DATA.catalog(),
                    ArtistSessionOptions.DEFAULT.withMinCharacters(1),
                    unknownIds,
                    threads);
        }
    }

    @Nested
    class ArtistsByVectors extends Artists {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            SimilarArtists similar = SimilarArtists.of(
                    VECTORS, DATA.catalog(), ArtistOptions.DEFAULT, Correction.inDegree(0.2), unknownIds, threads);
            return (wanted, without) -> similar.similar(AnswerWorld.artist(2), wanted);
        }
    }

    @Nested
    class ArtistsBySessions extends Artists {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            ArtistSessions sessions = sessions(unknownIds, threads);
            return (wanted, without) -> sessions.similar(AnswerWorld.artist(2), wanted);
        }

        @Override
        int reach() {
            return sessions(UnknownIdPolicy.FAIL, 1)
                    .similar(AnswerWorld.artist(2), Wanted.best(100))
                    .size();
        }
    }

    @Nested
    class ArtistsBlended extends Artists {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            ArtistNeighbours neighbours = ArtistNeighbours.of(
                    SimilarArtists.of(VECTORS, DATA.catalog(), ArtistOptions.DEFAULT, unknownIds),
                    sessions(unknownIds, threads),
                    ArtistBlendOptions.DEFAULT,
                    unknownIds);
            List<String> seeds = List.of(AnswerWorld.artist(2), AnswerWorld.artist(6));
            return (wanted, without) -> neighbours.similar(without(seeds, without), wanted);
        }

        @Override
        int reach() {
            return AnswerWorld.ARTISTS - 2;
        }

        @Override
        boolean seedsCanBeLeftOut() {
            return true;
        }

        @Override
        boolean seedsAreCandidates() {
            return true;
        }

        @Test
        void seedsAddUpToTheScore() {
            assertSeedsAddUp(ask(Wanted.best(10)));
        }
    }

    @Nested
    class TracksForAPlaylist extends TracksByTracks {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            PlaylistContinuation continuation =
                    PlaylistContinuation.fit(DATA, VECTORS, ContinuationOptions.DEFAULT, unknownIds, threads);
            return (wanted, without) -> continuation.forTracks(without(tracks(1, 5, 2, 17, 9), without), wanted);
        }

        /** Every track: those without a vector and without common playlists come last. */
        @Override
        int reach() {
            return AnswerWorld.TRACKS - 5;
        }

        /** Ranks in the list by common playlists may rise when a seed goes. */
        @Override
        boolean seedsCanBeLeftOut() {
            return false;
        }

        @Test
        void seedsAddUpToTheScore() {
            assertSeedsAddUp(ask(Wanted.best(10).withSeeds(100)));
        }
    }

    @Nested
    class TracksForWords extends AnswererContract {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            PlaylistWords words =
                    PlaylistWords.fit(VECTORS, DATA, PlaylistWordOptions.DEFAULT.withPopularityWeight(0), unknownIds);
            return (wanted, without) ->
                    words.tracks(String.join(" ", without(List.of("night", "1"), without)), List.of("mood1"), wanted);
        }

        @Override
        IdMap ids() {
            return DATA.catalog().tracks();
        }

        @Override
        int reach() {
            return AnswerWorld.TRACKS;
        }

        /** mood1 and 1 are one word to the playlists. */
        @Override
        boolean seedsCanBeLeftOut() {
            return false;
        }
    }

    @Nested
    class PlaylistsForWords extends AnswererContract {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            PlaylistWords words = PlaylistWords.fit(VECTORS, DATA, PlaylistWordOptions.DEFAULT, unknownIds);
            return (wanted, without) ->
                    words.playlists(String.join(" ", without(List.of("night", "1"), without)), List.of(), wanted);
        }

        @Override
        IdMap ids() {
            return DATA.playlists().ids();
        }

        @Override
        int reach() {
            return 24;
        }
    }

    private static FeatureVectors features() {
        return FeatureVectors.of(
                AttributeCentroids.of(
                        AnswererContract.VECTORS, AnswererContract.DATA, SEMANTICS, HistoryOptions.DEFAULT),
                FeatureWeights.DEFAULT);
    }

    @Nested
    class TracksLikeANewTrack extends AnswererContract {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            ColdTracks cold = ColdTracks.of(VECTORS, features(), unknownIds);
            return (wanted, without) -> {
                Track whole = AnswerWorld.track(6, new Random(1));
                Track.Builder track = Track.builder("new").genres(without(whole.genres(), without));
                if (!whole.albumId().equals(without)) {
                    track.album(whole.albumId());
                }
                if (!AnswerWorld.artist(6).equals(without)) {
                    track.artist(AnswerWorld.artist(6));
                }
                return cold.similar(track.build(), wanted);
            };
        }

        @Override
        IdMap ids() {
            return DATA.catalog().tracks();
        }

        @Override
        int reach() {
            return WITH_VECTOR;
        }
    }

    abstract static class NewCharacter extends AnswererContract {
        static final Profile PROFILE = new Profile(
                "new",
                "",
                Gender.F,
                AgeBand.FROM_18,
                "",
                List.of(AnswerWorld.artist(1)),
                List.of("g1"),
                List.of(),
                List.of(),
                true,
                false);

        static ColdCharacters cold(UnknownIdPolicy unknownIds, int threads) {
            return ColdCharacters.fit(
                    VECTORS,
                    DATA,
                    SEMANTICS,
                    HistoryOptions.DEFAULT,
                    features(),
                    ColdCharacterOptions.DEFAULT.withClusters(4, 5, 1),
                    unknownIds,
                    threads);
        }

        /** Another profile is served by other clusters. */
        @Override
        boolean seedsCanBeLeftOut() {
            return false;
        }
    }

    @Nested
    class TracksForANewCharacter extends NewCharacter {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            ColdCharacters cold = cold(unknownIds, threads);
            return (wanted, without) -> cold.tracks(PROFILE, wanted);
        }

        @Override
        IdMap ids() {
            return DATA.catalog().tracks();
        }

        @Override
        int reach() {
            return AnswerWorld.TRACKS;
        }
    }

    @Nested
    class PlaylistsForANewCharacter extends NewCharacter {
        @Override
        Asker fit(UnknownIdPolicy unknownIds, int threads) {
            ColdCharacters cold = cold(unknownIds, threads);
            return (wanted, without) -> cold.playlists(PROFILE, wanted);
        }

        @Override
        IdMap ids() {
            return DATA.playlists().ids();
        }

        @Override
        int reach() {
            return 24;
        }
    }

    @Test
    void theWorldHasWhatTheContractAsksFor() {
        assertThat(AnswererContract.VECTORS.rows()).isEqualTo(WITH_VECTOR);
        assertThat(AnswererContract.DATA.catalog().artists().size()).isEqualTo(AnswerWorld.ARTISTS);
    }
}
