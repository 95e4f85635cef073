package io.reco.rerank.diversity;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.AgeBand;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.rerank.ListeningHistory;
import io.reco.rerank.Reranked;
import io.reco.rerank.SmallCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenreAspectsTest {
    private static SmallCatalog.Built music() {
        return new SmallCatalog()
                .track("jazz", track -> track.genres(List.of("jazz")))
                .track("both", track -> track.genres(List.of("jazz", "rock")))
                .track("rock", track -> track.genres(List.of("rock")))
                .track("none", track -> track)
                .me(new Profile(
                        "me",
                        "",
                        Gender.UNKNOWN,
                        AgeBand.UNKNOWN,
                        "",
                        List.of(),
                        List.of("rock"),
                        List.of(),
                        List.of(),
                        true,
                        false))
                .event(EventType.LISTEN, "jazz", 10)
                .event(EventType.LISTEN, "both", 0)
                .event(EventType.SKIP, "rock", 0)
                .event(EventType.LISTEN, "none", 0)
                .build();
    }

    private static double[] target(SmallCatalog.Built small, double prior, double halfLifeDays) {
        return GenreAspects.ofHistory(small.catalog(), EventSemantics.DEFAULT, prior, halfLifeDays)
                .target(small.context());
    }

    @Test
    void theTargetIsTheMeanOverWhatWasHeardAndNamedAsLiked() {
        int jazz = music().catalog().genres().indexOf("jazz");
        assertThat(target(music(), 0, Double.POSITIVE_INFINITY)[jazz]).isCloseTo(0.75, within(1e-12));
        // Ten days are one half-life: half a track of jazz and half a track of both.
        assertThat(target(music(), 0, 10)[jazz]).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(target(music(), 2, Double.POSITIVE_INFINITY)[jazz]).isCloseTo(1.5 / 4, within(1e-12));
    }

    @Test
    void whenNothingIsKnownTheListGoesByScore() {
        SmallCatalog.Built small = music().with(context -> context.withHistory(ListeningHistory.none()));
        assertThat(target(small, 0, 30)).containsOnly(0);
        Aspects genres = GenreAspects.ofHistory(small.catalog(), EventSemantics.DEFAULT, 0, 30);
        List<String> byScore = List.of("jazz", "both", "rock", "none");
        assertThat(ids(small.apply(new Calibration(0.9, 0.01, Calibration.Weights.UNIFORM, genres))))
                .isEqualTo(byScore);
        assertThat(ids(small.apply(new XQuad(0.9, genres)))).isEqualTo(byScore);
    }

    @Test
    void calibrationByHistoryBringsTheGenresOfTheCharacter() {
        SmallCatalog catalog = new SmallCatalog();
        for (int i = 0; i < 8; i++) {
            String genre = i < 6 ? "rock" : "jazz";
            catalog.track("t" + i, track -> track.genres(List.of(genre)));
        }
        SmallCatalog.Built small = catalog.event(EventType.LISTEN, "t7", 3)
                .event(EventType.LISTEN, "t0", 2)
                .build();
        Aspects genres = GenreAspects.ofHistory(small.catalog(), EventSemantics.DEFAULT, 0, 30);
        Reranked list = small.apply(new Calibration(0.99, 0.01, Calibration.Weights.LOG, genres));
        assertThat(ids(list).subList(0, 4)).contains("t6", "t7");
    }

    @Test
    void parametersAreChecked() {
        SmallCatalog.Built small = music();
        assertThatThrownBy(() -> target(small, -1, 10)).hasMessageContaining("prior -1.0 is not in [0, inf)");
        assertThatThrownBy(() -> target(small, 0, 0)).hasMessageContaining("halfLifeDays 0.0 is not above 0");
    }
}
