package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Track;
import io.reco.core.recommend.UnknownIdException;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.sequence.Sequences;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Similarities by sessions against numbers worked out by hand. Track i is of artist i; track 3 is of A featuring B. */
class ArtistSessionsTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;
    private static final int A_FEAT_B = 3;
    private static final ArtistSessionOptions PLAIN =
            ArtistSessionOptions.DEFAULT.withMinCharacters(1).withDenominator(0.5, 0);

    private static final Catalog CATALOG = catalog();

    private static Catalog catalog() {
        CatalogBuilder catalog = new CatalogBuilder();
        catalog.addTrack(Track.builder("t0").artist("A").build());
        catalog.addTrack(Track.builder("t1").artist("B").build());
        catalog.addTrack(Track.builder("t2").artist("C").build());
        catalog.addTrack(
                Track.builder("t3").artist("A").credit("B", CreditRole.FEATURED).build());
        return catalog.build();
    }

    /** Sessions as owner and then tracks. */
    private static Sequences sessions(int[]... ownerAndTracks) {
        return visitor -> {
            for (int[] session : ownerAndTracks) {
                int[] tracks = java.util.Arrays.copyOfRange(session, 1, session.length);
                visitor.visit(session[0], tracks, tracks.length);
            }
        };
    }

    private static ArtistSessions fit(Sequences sessions, ArtistSessionOptions options) {
        return ArtistSessions.of(sessions, CATALOG, options, UnknownIdPolicy.FAIL, 1);
    }

    private static double similarity(ArtistSessions sessions, String a, String b) {
        return sessions.similar(a, 10).items().stream()
                .filter(item -> item.id().equals(b))
                .findFirst()
                .map(Neighbour::score)
                .orElse(0.0);
    }

    @Test
    void sessionsWithBothOverTheRootOfTheSessionsWithEach() {
        // A in 3 sessions, B in 2, together in 2 (of two characters); repeats in a session do not count.
        ArtistSessions fitted =
                fit(sessions(new int[] {0, A, B, A, B}, new int[] {1, A, B}, new int[] {1, A, C}), PLAIN);
        assertThat(similarity(fitted, "A", "B")).isCloseTo(2 / Math.sqrt(3 * 2), CLOSE);
        assertThat(similarity(fitted, "A", "C")).isCloseTo(1 / Math.sqrt(3 * 1), CLOSE);
        assertThat(similarity(fitted, "B", "C")).isZero();
        assertThat(fitted.similar("A", 10).ids()).containsExactly("B", "C");
        assertThat(fitted.similar("A", 1).items().get(0).seeds())
                .containsExactly(new Seed(Seed.Kind.ARTIST, "A", similarity(fitted, "A", "B")));
    }

    @Test
    void aFeaturedArtistCountsAQuarterUnlessItIsAMainOneInTheSessionToo() {
        ArtistSessions featured = fit(sessions(new int[] {0, A_FEAT_B}, new int[] {1, A, B}), PLAIN);
        // c = 1 * .25 + 1, n(A) = 2, n(B) = 1.25
        assertThat(similarity(featured, "A", "B")).isCloseTo(1.25 / Math.sqrt(2 * 1.25), CLOSE);

        ArtistSessions both = fit(sessions(new int[] {0, A_FEAT_B, B}), PLAIN);
        assertThat(similarity(both, "A", "B")).isCloseTo(1, CLOSE);

        ArtistSessions never = fit(sessions(new int[] {0, A_FEAT_B}), PLAIN.withCounting(0, 5));
        assertThat(similarity(never, "A", "B")).isZero();
    }

    @Test
    void oneFanAddsNoMoreThanTheCap() {
        List<int[]> list = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            list.add(new int[] {7, A, B});
        }
        list.add(new int[] {8, A, C});
        ArtistSessions fitted = fit(sessions(list.toArray(new int[0][])), PLAIN.withCounting(0.25, 5));
        // c(A, B) = 5, n(A) = 5 + 1, n(B) = 5
        assertThat(similarity(fitted, "A", "B")).isCloseTo(5 / Math.sqrt(6 * 5), CLOSE);
        assertThat(similarity(fitted, "A", "C")).isCloseTo(1 / Math.sqrt(6), CLOSE);
    }

    @Test
    void aPairThatTooFewCharactersHaveIsDropped() {
        Sequences sequences =
                sessions(new int[] {0, A, B}, new int[] {0, A, B}, new int[] {1, A, C}, new int[] {2, A, C});
        ArtistSessions fitted = fit(sequences, PLAIN.withMinCharacters(2));
        assertThat(fitted.similar("A", 10).ids()).containsExactly("C");
    }

    @Test
    void alphaSharesTheDenominatorOutAndShrinkagePullsDown() {
        // n(A) = 4, n(B) = 1, together 1.
        Sequences sequences = sessions(new int[] {0, A, B}, new int[] {1, A}, new int[] {2, A}, new int[] {3, A});
        assertThat(similarity(fit(sequences, PLAIN.withDenominator(1, 0)), "A", "B"))
                .isCloseTo(1 / 4.0, CLOSE);
        assertThat(similarity(fit(sequences, PLAIN.withDenominator(1, 0)), "B", "A"))
                .isCloseTo(1, CLOSE);
        assertThat(similarity(fit(sequences, PLAIN.withDenominator(0, 0)), "A", "B"))
                .isCloseTo(1, CLOSE);
        assertThat(similarity(fit(sequences, PLAIN.withDenominator(0.5, 3)), "A", "B"))
                .isCloseTo(1 / (2.0 + 3), CLOSE);
    }

    @Test
    void onlyTheFirstArtistsOfALongSessionCount() {
        ArtistSessions fitted = fit(sessions(new int[] {0, A, B, C}), PLAIN.withMaxArtists(2));
        assertThat(fitted.similar("A", 10).ids()).containsExactly("B");
        assertThat(fitted.similar("C", 10)).isEmpty();
    }

    @Test
    void onlyTheBestNeighboursAreKept() {
        ArtistSessions fitted = fit(sessions(new int[] {0, A, B}, new int[] {1, A, B, C}), PLAIN.withNeighbours(1));
        assertThat(fitted.similar("A", 10).ids()).containsExactly("B");
        assertThat(fitted.similar("C", 10).ids()).as("A and B are tied").containsExactly("A");
    }

    @Test
    void unknownArtistsFollowThePolicyAndOptionsAreChecked() {
        assertThatExceptionOfType(UnknownIdException.class)
                .isThrownBy(() -> fit(sessions(), PLAIN).similar("who", 3))
                .withMessageContaining("artist 'who'");
        assertThat(fit(sessions(), PLAIN).similar("A", 3)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withCounting(0.25, 0))
                .withMessage("cap 0.0 is not a finite number above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withDenominator(1.5, 0))
                .withMessage("alpha 1.5 is not in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAIN.withMaxArtists(1))
                .withMessage("maxArtists 1 is not 2 or above");
    }
}
