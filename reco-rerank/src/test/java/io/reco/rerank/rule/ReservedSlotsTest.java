package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.ReleaseDate;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReservedSlotsTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new ReservedSlots(context -> t -> t % 4 == 0, List.of(0, 2));
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new ReservedSlots(new NewReleases(30), List.of()));
    }

    /** 14 November 2023 is today. */
    private static SmallCatalog.Built releases() {
        return new SmallCatalog()
                .track("old", track -> track.released(new ReleaseDate(2020, 1, 1)))
                .track("undated")
                .track("older", track -> track.released(new ReleaseDate(2019, 0, 0)))
                .track("new", track -> track.released(new ReleaseDate(2023, 11, 10)))
                .track("too old", track -> track.released(new ReleaseDate(2023, 11, 3)))
                .track("to come", track -> track.released(new ReleaseDate(2023, 12, 0)))
                .build();
    }

    @Test
    void theBestNewReleasesComeIntoTheirSlots() {
        Reranked list = releases().apply(new ReservedSlots(new NewReleases(10), List.of(1, 3)));
        assertThat(ids(list)).containsExactly("old", "new", "undated", "to come", "older", "too old");
        assertThat(list.counts().relaxed("reserved-slots")).isZero();
        assertThat(list.counts().moved("reserved-slots")).isPositive();
    }

    @Test
    void whereTheyRunOutTheSlotGoesToTheBest() {
        Reranked list = releases().apply(new ReservedSlots(new NewReleases(10), List.of(0, 1, 2)));
        assertThat(ids(list)).startsWith("new", "to come", "old");
        assertThat(list.relaxedRule(2)).contains("reserved-slots");
    }

    @Test
    void theFirstDayOfTheWindowCounts() {
        Reranked list = releases().apply(new ReservedSlots(new NewReleases(11), List.of(0, 1)));
        assertThat(ids(list)).startsWith("new", "too old");
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new ReservedSlots(new NewReleases(1), List.of(2, 2)))
                .hasMessageContaining("slots [2, 2] are not ascending");
        assertThatThrownBy(() -> new NewReleases(-1)).hasMessageContaining("days -1 is not 0 or above");
    }
}
