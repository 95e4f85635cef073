package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static io.reco.rerank.SmallCatalog.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.EventType;
import io.reco.core.data.Profile;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DislikedTracksTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new DislikedTracks();
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.empty();
    }

    @Test
    void aDislikeHoldsUntilItIsTakenBack() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("no", "X")
                .track("undone", "X")
                .track("again", "Y")
                .event(EventType.DISLIKE, "no", 9)
                .event(EventType.DISLIKE, "undone", 8)
                .event(EventType.UNDISLIKE, "undone", 7)
                .event(EventType.UNDISLIKE, "again", 6)
                .event(EventType.DISLIKE, "again", 5)
                .build();
        assertThat(ids(small.apply(new DislikedTracks()))).containsExactly("undone");
    }

    @Test
    void ofALikeAndADislikeTheLaterCounts() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("forgiven", track -> track.artist("X").genres(List.of("rock")))
                .track("regretted", track -> track.artist("Y").genres(List.of("rock")))
                .me(Profile.of("me").withAversions(List.of("rock"), List.of()))
                .event(EventType.DISLIKE, "forgiven", 5)
                .event(EventType.LIKE, "forgiven", 1)
                .event(EventType.LIKE, "regretted", 5)
                .event(EventType.DISLIKE, "regretted", 1)
                .build();
        assertThat(ids(small.apply(new DislikedTracks()))).containsExactly("forgiven");
        assertThat(ids(small.apply(DislikedGenres.strict(DislikedGenres.Mode.ANY))))
                .containsExactly("forgiven");
        assertThat(score(small.apply(new DislikedArtists(1, 0.5)), "forgiven")).isEqualTo(2);
        assertThat(score(small.apply(new DislikedArtists(1, 0.5)), "regretted")).isEqualTo(0.5);
    }
}
