package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import io.reco.core.recommend.UnknownIdException;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.AttributeVectors.Attribute;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** New tracks, artists and characters, by hand in the plane. */
class ColdTest {
    private static final Offset<Float> CLOSE = within(1e-6f);

    /** east by Eve, of genre g, support 3; north by Nora featuring Eve, of genre g, support 1; new has no vector. */
    private static Catalog catalog() {
        CatalogBuilder catalog = new CatalogBuilder();
        catalog.addTrack(Track.builder("east")
                .artist("Eve")
                .album("E")
                .genres(List.of("g"))
                .build());
        catalog.addTrack(Track.builder("north")
                .artist("Nora")
                .credit("Eve", CreditRole.FEATURED)
                .genres(List.of("g"))
                .tags(List.of("calm"))
                .build());
        catalog.addTrack(Track.builder("new")
                .artist("Newcomer")
                .genres(List.of("g"))
                .tags(List.of("calm"))
                .build());
        return catalog.build();
    }

    private static TrackVectors vectors(Catalog catalog) {
        return new TrackVectors(
                catalog.tracks(),
                new int[] {0, 1},
                new int[] {3, 1},
                FloatMatrix.copyOf(new float[][] {{4, 0}, {0, 2}}, 2));
    }

    private static FeatureVectors features() {
        return FeatureVectors.of(AttributeCentroids.of(vectors(catalog()), catalog()), FeatureWeights.DEFAULT);
    }

    private static float[] direction(double x, double y) {
        double norm = Math.hypot(x, y);
        return new float[] {(float) (x / norm), (float) (y / norm)};
    }

    @Test
    void centroidsAreWeightedBySupportAndCredit() {
        AttributeVectors centroids = AttributeCentroids.of(vectors(catalog()), catalog());
        assertThat(centroids.vector(Attribute.ARTIST, "Eve").orElseThrow()).containsExactly(direction(3, 0.25), CLOSE);
        assertThat(centroids.vector(Attribute.ARTIST, "Nora").orElseThrow()).containsExactly(direction(0, 1), CLOSE);
        assertThat(centroids.vector(Attribute.GENRE, "g").orElseThrow()).containsExactly(direction(3, 1), CLOSE);
        assertThat(centroids.vector(Attribute.ALBUM, "E").orElseThrow()).containsExactly(direction(1, 0), CLOSE);
        assertThat(centroids.vector(Attribute.TAG, "calm").orElseThrow()).containsExactly(direction(0, 1), CLOSE);
        assertThat(centroids.vector(Attribute.ARTIST, "Newcomer")).isEmpty();
        assertThat(centroids.support(Attribute.GENRE, "g")).isEqualTo(4);
    }

    @Test
    void aNewTrackIsTheMeanOfItsKindsOfAttributes() {
        ColdTracks cold = ColdTracks.of(vectors(catalog()), features(), UnknownIdPolicy.FAIL);
        float[] genre = direction(3, 1);
        assertThat(cold.vector(catalog().track(2)).orElseThrow())
                .as("genre and tag; its artist has no vector")
                .containsExactly(direction(genre[0], genre[1] + 1), CLOSE);
        Answer answer = cold.similar(catalog().track(2), Wanted.best(5));
        assertThat(answer.ids()).containsExactly("north", "east");
        assertThat(answer.items().get(0).evidence()).isEqualTo(Set.of(Evidence.FEATURES));
        assertThat(answer.items().get(0).seeds())
                .extracting(Seed::kind, Seed::id)
                .first()
                .isEqualTo(org.assertj.core.groups.Tuple.tuple(Seed.Kind.TAG, "calm"));
        assertThat(cold.similar(Track.builder("bare").build(), Wanted.best(3))).isEmpty();
        assertThat(cold.vector(Track.builder("bare").build())).isEmpty();
    }

    @Test
    void aFeaturedArtistCountsAQuarterAndWeightsOfKindsCount() {
        FeatureVectors artists = FeatureVectors.of(
                AttributeCentroids.of(vectors(catalog()), catalog()), new FeatureWeights(2, 1, 0, 1, 1, 1));
        ColdTracks cold = ColdTracks.of(vectors(catalog()), artists, UnknownIdPolicy.FAIL);
        Track track = Track.builder("duet")
                .artist("Eve")
                .credit("Nora", CreditRole.FEATURED)
                .album("E")
                .genres(List.of("g"))
                .build();
        float[] eve = direction(3, 0.25);
        assertThat(cold.vector(track).orElseThrow())
                .containsExactly(direction(2 * eve[0] * 0.8 + 1, 2 * (eve[1] * 0.8 + 0.2)), CLOSE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureWeights(1, 1, -1, 1, 1, 1))
                .withMessage("genre -1.0 is not a finite number of 0 or above");
    }

    @Test
    void extendedVectorsKeepTheOldRowsAndGiveNewTracksAPlace() {
        Catalog catalog = catalog();
        TrackVectors old = vectors(catalog);
        TrackVectors extended = ColdTracks.extended(old, catalog, features());
        assertThat(extended.rows()).isEqualTo(3);
        assertThat(extended.vector(0)).isEqualTo(old.vector(0));
        assertThat(extended.support(extended.rowOf("new"))).isZero();
        float[] made = extended.vector(extended.rowOf("new"));
        assertThat(Math.hypot(made[0], made[1])).as("mean norm of 4 and 2").isCloseTo(3, within(1e-5));
        assertThat(SimilarTracks.of(extended, UnknownIdPolicy.FAIL)
                        .similar("north", 1)
                        .ids())
                .containsExactly("new");
        Catalog other = new CatalogBuilder().build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColdTracks.extended(old, other, features()))
                .withMessageContaining("track 0 is 'east'");
    }

    @Test
    void aColdArtistIsFoundByItsGenresAndAWarmOneIsNot() {
        Catalog catalog = catalog();
        ArtistSessions none =
                ArtistSessions.of(visitor -> {}, catalog, ArtistSessionOptions.DEFAULT, UnknownIdPolicy.FAIL, 1);
        SimilarArtists warm =
                SimilarArtists.of(vectors(catalog), catalog, new ArtistOptions(0.25, 0), UnknownIdPolicy.FAIL);
        ArtistNeighbours without = ArtistNeighbours.of(warm, none, ArtistBlendOptions.DEFAULT, UnknownIdPolicy.FAIL);
        assertThat(without.similar("Newcomer", 5)).isEmpty();

        ArtistNeighbours neighbours = without.withFeatures(features(), catalog);
        Answer cold = neighbours.similar("Newcomer", 5);
        assertThat(cold.ids()).containsExactly("Nora", "Eve");
        assertThat(cold.items().get(0).evidence()).isEqualTo(Set.of(Evidence.FEATURES));
        assertThat(cold.items().get(1).seeds()).extracting(Seed::kind).contains(Seed.Kind.GENRE);
        Neighbour eve = neighbours.similar("Nora", 5).items().get(0);
        assertThat(eve.evidence()).isEqualTo(Set.of(Evidence.VECTORS));
        assertThat(eve.score()).isCloseTo(1 / 61.0, within(1e-12));
    }

    @Test
    void anArtistInBothListsHasBothTerms() {
        Catalog catalog = catalog();
        int[] both = {catalog.tracks().indexOf("east"), catalog.tracks().indexOf("north")};
        ArtistSessions sessions = ArtistSessions.of(
                Sequences.of(List.of(both, both)), catalog, ArtistSessionOptions.DEFAULT, UnknownIdPolicy.FAIL, 1);
        SimilarArtists vectors =
                SimilarArtists.of(vectors(catalog), catalog, new ArtistOptions(0.25, 0), UnknownIdPolicy.FAIL);
        ArtistNeighbours neighbours = ArtistNeighbours.of(
                vectors, sessions, ArtistBlendOptions.DEFAULT.withWeights(2, 0.5), UnknownIdPolicy.FAIL);
        Neighbour nora = neighbours.similar("Eve", 1).items().get(0);
        assertThat(nora.id()).isEqualTo("Nora");
        assertThat(nora.evidence()).containsExactly(Evidence.VECTORS, Evidence.SESSIONS);
        assertThat(nora.score()).isCloseTo(2.5 / 61, within(1e-12));
        assertThatExceptionOfType(UnknownIdException.class)
                .isThrownBy(() -> neighbours.similar("who", 1))
                .withMessageContaining("artist 'who'");
    }

    private static ColdCharacters characters() {
        Dataset data = AnswererContract.DATA;
        FeatureVectors features = FeatureVectors.of(
                AttributeCentroids.of(AnswererContract.VECTORS, data, EventSemantics.DEFAULT, HistoryOptions.DEFAULT),
                FeatureWeights.DEFAULT);
        return ColdCharacters.fit(
                AnswererContract.VECTORS,
                data,
                EventSemantics.DEFAULT,
                HistoryOptions.DEFAULT,
                features,
                ColdCharacterOptions.DEFAULT.withClusters(4, 5, 1).withVectorWeight(0),
                UnknownIdPolicy.FAIL,
                1);
    }

    private static Profile likes(String genre) {
        return new Profile(
                "new",
                "",
                Gender.UNKNOWN,
                AgeBand.UNKNOWN,
                "",
                List.of(),
                List.of(genre),
                List.of(),
                List.of(),
                true,
                false);
    }

    @Test
    void aNewCharacterIsServedByTheClusterOfItsGenre() {
        IdMap tracks = AnswererContract.DATA.catalog().tracks();
        for (int taste = 0; taste < AnswerWorld.TASTES; taste++) {
            Answer answer = characters().tracks(likes("g" + taste), Wanted.best(8));
            int right = 0;
            for (Neighbour item : answer) {
                assertThat(item.evidence()).isEqualTo(Set.of(Evidence.CLUSTER));
                assertThat(item.seeds()).extracting(Seed::kind).containsExactly(Seed.Kind.CLUSTER);
                int genre = AnswererContract.DATA.catalog().trackGenres().get(tracks.indexOf(item.id()), 0);
                right += AnswererContract.DATA.catalog().genres().id(genre).equals("g" + taste) ? 1 : 0;
            }
            assertThat(right).as("taste %s", taste).isGreaterThanOrEqualTo(7);
        }
    }

    @Test
    void ofOneNothingIsToldOfThePopularTracksServe() {
        Answer answer = characters().tracks(Profile.of("nobody"), Wanted.best(5));
        assertThat(answer)
                .hasSize(5)
                .allSatisfy(item -> assertThat(item.evidence()).isEqualTo(Set.of(Evidence.POPULARITY)));
        assertThat(answer.items().get(0).score()).isGreaterThan(1);
        assertThat(characters().playlists(Profile.of("nobody"), Wanted.best(5))).isEmpty();
        assertThat(characters().tracks(likes("no such genre"), Wanted.best(5))).isEqualTo(answer);
    }

    @Test
    void genderAndAgeAreCentroidsOfTheirCharacters() {
        AttributeVectors centroids = AttributeCentroids.of(
                AnswererContract.VECTORS, AnswererContract.DATA, EventSemantics.DEFAULT, HistoryOptions.DEFAULT);
        assertThat(centroids.ids(Attribute.GENDER)).containsExactlyInAnyOrder("F", "M");
        assertThat(centroids.support(Attribute.GENDER, "F")).isEqualTo(20);
        // F are tastes 0 and 2.
        float[] f = centroids.vector(Attribute.GENDER, "F").orElseThrow();
        assertThat(Math.min(f[0], f[2])).isGreaterThan(Math.max(f[1], f[3]));
    }
}
