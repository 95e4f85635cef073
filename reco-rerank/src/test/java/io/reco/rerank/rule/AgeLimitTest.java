package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.NOW;
import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.AgeBand;
import io.reco.core.data.AgeRating;
import io.reco.core.data.Gender;
import io.reco.core.data.Profile;
import io.reco.rerank.Listener;
import io.reco.rerank.RandomWorld;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgeLimitTest extends RuleContract {
    @Override
    protected Rule rule() {
        return AgeLimit.ADULT;
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.empty();
    }

    @Override
    protected RandomWorld unconcerned(RandomWorld world) {
        Profile adult = new Profile(
                "c", "", Gender.UNKNOWN, AgeBand.UNKNOWN, "", List.of(), List.of(), List.of(), List.of(), true, true);
        return world.with(
                world.context().withListener(Listener.of(adult, world.data().catalog())), t -> true);
    }

    private static SmallCatalog rated() {
        return new SmallCatalog()
                .track("adult", track -> track.ageRating(AgeRating.FROM_19, Long.MIN_VALUE))
                .track("from now", track -> track.ageRating(AgeRating.FROM_19, NOW))
                .track("soon", track -> track.ageRating(AgeRating.FROM_19, NOW + 1))
                .track("teen", track -> track.ageRating(AgeRating.FROM_15, Long.MIN_VALUE))
                .track("not told");
    }

    @Test
    void dropsAdultTracksForWhomIsNotAVerifiedAdultFromTheEffectiveMomentOn() {
        assertThat(ids(rated().build().apply(AgeLimit.ADULT))).containsExactly("soon", "teen", "not told");
    }

    @Test
    void aVerifiedAdultGetsEverything() {
        Profile adult = new Profile(
                "me", "", Gender.UNKNOWN, AgeBand.UNKNOWN, "", List.of(), List.of(), List.of(), List.of(), true, true);
        assertThat(ids(rated().me(adult).build().apply(AgeLimit.ADULT))).hasSize(5);
    }

    @Test
    void anAgeBandIsNoVerification() {
        Profile told = Profile.of("me").withDemographics(Gender.F, AgeBand.FROM_35);
        assertThat(ids(rated().me(told).build().apply(AgeLimit.ADULT))).doesNotContain("adult");
    }

    @Test
    void aLowerLimitDropsLowerRatings() {
        assertThat(ids(rated().build().apply(new AgeLimit(15)))).containsExactly("soon", "not told");
        assertThatThrownBy(() -> new AgeLimit(0)).hasMessageContaining("fromAge 0 is not 1 or above");
    }
}
