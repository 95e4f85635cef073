package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.rerank.RandomWorld;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlayableTest extends RuleContract {
    @Override
    protected Rule rule() {
        return new Playable((context, t) -> t % 3 == 0 ? Playable.Check.REGION : Playable.Check.PLAYABLE);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.empty();
    }

    @Override
    protected Rule indifferent() {
        return Playable.byCatalog();
    }

    @Override
    protected RandomWorld unconcerned(RandomWorld world) {
        return world.with(world.context(), world.data().catalog()::playable);
    }

    @Test
    void dropsWhatTheCatalogueSaysIsNotPlayableAndWhatIsRefusedAtServeTime() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("gone", track -> track.playable(false))
                .track("elsewhere")
                .track("ok")
                .build();
        assertThat(ids(small.apply(Playable.byCatalog()))).containsExactly("elsewhere", "ok");
        int elsewhere = small.idx("elsewhere");
        Reranked list = small.apply(
                new Playable((context, t) -> t == elsewhere ? Playable.Check.NOT_NOW : Playable.Check.PLAYABLE));
        assertThat(ids(list)).containsExactly("ok");
        assertThat(list.trace().orElseThrow().of("gone").get(0).detail()).isEqualTo("not playable");
        assertThat(list.trace().orElseThrow().of("elsewhere").get(0).detail()).isEqualTo("not servable now");
    }

    @Test
    void theCheckSeesCharacterRegionAndMoment() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("here only")
                .track("until yesterday")
                .track("ok")
                .me(new Profile(
                        "me",
                        "",
                        Gender.UNKNOWN,
                        AgeBand.UNKNOWN,
                        "JP",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        true,
                        false))
                .build();
        Playable rule = new Playable((context, t) -> {
            if (t == 0 && !context.listener().region().equals("KR")) {
                return Playable.Check.REGION;
            }
            return t == 1 && context.nowMillis() >= SmallCatalog.NOW - SmallCatalog.DAY
                    ? Playable.Check.TAKEN_DOWN
                    : Playable.Check.PLAYABLE;
        });
        Reranked list = small.apply(rule);
        assertThat(ids(list)).containsExactly("ok");
        assertThat(list.trace().orElseThrow().of("here only").get(0).detail()).isEqualTo("not in this region");
        assertThat(list.trace().orElseThrow().of("until yesterday").get(0).detail())
                .isEqualTo("taken down");
    }

    @Test
    void anAnswerOutsideTheCodesIsAnError() {
        SmallCatalog.Built small = new SmallCatalog().track("a").build();
        assertThatThrownBy(() -> small.apply(new Playable((context, t) -> 7)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the check answered 7");
    }
}
