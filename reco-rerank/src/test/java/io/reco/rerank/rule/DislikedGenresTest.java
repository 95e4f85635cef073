package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.EventType;
import io.reco.core.data.Profile;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SmallCatalog;
import io.reco.rerank.rule.DislikedGenres.Mode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DislikedGenresTest extends RuleContract {
    @Override
    protected Rule rule() {
        return DislikedGenres.soft(0.8);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(DislikedGenres.soft(0));
    }

    private static SmallCatalog music() {
        return new SmallCatalog()
                .track("first", track -> track.genres(List.of("bad", "ok", "fine")))
                .track("second", track -> track.genres(List.of("ok", "bad")))
                .track("most", track -> track.genres(List.of("ok", "bad", "worse")))
                .track("liked", track -> track.genres(List.of("bad")))
                .track("unknown")
                .track("good", track -> track.genres(List.of("ok")))
                .me(Profile.of("me").withAversions(List.of("bad", "worse"), List.of()))
                .event(EventType.LIKE, "liked", 5);
    }

    @Test
    void anyGenrePrimaryGenreOrMostGenres() {
        SmallCatalog.Built small = music().build();
        assertThat(ids(small.apply(DislikedGenres.strict(Mode.ANY)))).containsExactly("liked", "unknown", "good");
        assertThat(ids(small.apply(DislikedGenres.strict(Mode.PRIMARY))))
                .containsExactly("second", "most", "liked", "unknown", "good");
        // "second" is half and half: not more than half.
        assertThat(ids(small.apply(DislikedGenres.strict(Mode.MAJORITY))))
                .containsExactly("first", "second", "liked", "unknown", "good");
    }

    @Test
    void aLikeTakenBackDoesNotOverride() {
        SmallCatalog.Built small = music().event(EventType.UNLIKE, "liked", 1).build();
        assertThat(ids(small.apply(DislikedGenres.strict(Mode.ANY)))).containsExactly("unknown", "good");
    }

    @Test
    void softDemotesByTheShareOfDislikedGenres() {
        Reranked list = music().build().apply(DislikedGenres.soft(0.6));
        assertThat(score(list, "first")).isCloseTo(6 * (1 - 0.6 / 3), within(1e-12));
        assertThat(score(list, "second")).isCloseTo(5 * (1 - 0.6 / 2), within(1e-12));
        assertThat(score(list, "most")).isCloseTo(4 * (1 - 0.6 * 2 / 3), within(1e-12));
        assertThat(score(list, "liked")).isEqualTo(3);
    }

    @Test
    void softDemotesNegativeScoresToo() {
        SmallCatalog.Built small = music().build();
        Reranked list = RulePipeline.of(DislikedGenres.soft(0.6))
                .apply(small.scored(-1, -1, -1, -1, -1, -1), small.context(), 6);
        assertThat(score(list, "second")).isCloseTo(-1 - 0.3, within(1e-12));
        assertThat(ids(list)).containsExactly("good", "liked", "unknown", "first", "second", "most");
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> DislikedGenres.soft(1.5)).hasMessageContaining("weight 1.5 is not in [0, 1]");
        assertThatThrownBy(() -> DislikedGenres.soft(Double.NaN)).hasMessageContaining("weight NaN");
        assertThatThrownBy(() -> DislikedGenres.strict(Mode.SOFT)).hasMessageContaining("use soft(weight)");
    }
}
