package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.ReleaseDate;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FreshnessTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new Freshness(2, 300);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(new Freshness(0, 30));
    }

    private static SmallCatalog.Built releases() {
        // NOW is in 2023-11-14.
        return new SmallCatalog()
                .track("today", track -> track.released(new ReleaseDate(2023, 11, 14)))
                .track("soon", track -> track.released(new ReleaseDate(2024, 1, 1)))
                .track("month", track -> track.released(new ReleaseDate(2023, 11, 0)))
                .track("year", track -> track.released(new ReleaseDate(2023, 0, 0)))
                .track("unknown")
                .build();
    }

    @Test
    void addsABonusThatHalves() {
        SmallCatalog.Built small = releases();
        Reranked list = RulePipeline.of(new Freshness(2, 13)).apply(small.scored(0, 0, -3, -3, 0), small.context(), 5);
        assertThat(score(list, "today")).isEqualTo(2);
        assertThat(score(list, "soon")).isEqualTo(2);
        // 13 days since 2023-11-01: a negative score rises too.
        assertThat(score(list, "month")).isCloseTo(-2, within(1e-12));
        // 317 days since 2023-01-01.
        assertThat(score(list, "year")).isCloseTo(-3 + 2 * Math.pow(2, -317.0 / 13), within(1e-12));
        assertThat(score(list, "unknown")).isZero();
    }

    @Test
    void afterSixtyHalfLivesThereIsNoBonus() {
        // 60 days before 2023-11-14 is 2023-09-15. A month or year without a day means its first day.
        SmallCatalog.Built small = new SmallCatalog()
                .track("just", track -> track.released(new ReleaseDate(2023, 9, 15)))
                .track("too old", track -> track.released(new ReleaseDate(2023, 9, 14)))
                .track("month", track -> track.released(new ReleaseDate(2023, 9, 0)))
                .track("oldest", track -> track.released(new ReleaseDate(1, 1, 1)))
                .build();
        Reranked list = RulePipeline.of(new Freshness(1, 1)).apply(small.scored(0, 0, 0, 0), small.context(), 4);
        assertThat(score(list, "just")).isCloseTo(0x1p-60, within(1e-30));
        assertThat(score(list, "too old")).isZero();
        assertThat(score(list, "month")).isZero();
        Reranked slow = RulePipeline.of(new Freshness(1, 1e7)).apply(small.scored(0, 0, 0, 0), small.context(), 4);
        assertThat(score(slow, "oldest")).isCloseTo(Math.pow(2, -738_837 / 1e7), within(1e-12));
    }

    @Test
    void daysAgreeWithTheCalendar() {
        for (LocalDate day = LocalDate.of(1896, 1, 1); day.getYear() < 2105; day = day.plusDays(1)) {
            int number = (day.getYear() * 100 + day.getMonthValue()) * 100 + day.getDayOfMonth();
            assertThat(Freshness.epochDay(number)).as(day.toString()).isEqualTo(day.toEpochDay());
        }
        assertThat(Freshness.epochDay(20230000))
                .isEqualTo(LocalDate.of(2023, 1, 1).toEpochDay());
        assertThat(Freshness.epochDay(10101)).isEqualTo(LocalDate.of(1, 1, 1).toEpochDay());
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new Freshness(1, 0)).hasMessageContaining("halfLifeDays 0.0 is not in (0, inf)");
    }
}
