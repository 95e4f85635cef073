package io.reco.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {
    private static Profile full(String id) {
        return new Profile(
                id,
                "account",
                Gender.X,
                AgeBand.FROM_56,
                "KR",
                List.of("a1"),
                List.of("rock"),
                List.of("metal", "noise"),
                List.of(
                        Block.forEver(Block.Kind.ARTIST, "a2"),
                        new Block(Block.Kind.TRACK, "t1", 1_700_000_000_000L),
                        new Block(Block.Kind.ALBUM, "b1", -5)),
                false,
                true);
    }

    @Test
    void aCharacterComesBackAsItWentIn() {
        DatasetBuilder builder = Dataset.builder("x");
        builder.addCharacter(full("c"));
        Dataset data = builder.build();
        assertThat(data.profiles().profile(0, data.catalog())).isEqualTo(full("c"));
        assertThat(data.profiles().blockUntilMillis(0, 0)).isEqualTo(Block.FOR_EVER);
        assertThat(data.catalog().artists().ids()).containsExactly("a1", "a2");
    }

    @Test
    void aCharacterOnlyReferredToIsUnknownInEverything() {
        DatasetBuilder builder = Dataset.builder("x");
        for (int i = 0; i < 40; i++) {
            builder.character("c" + i);
        }
        builder.addCharacter(full("told"));
        builder.character("late");
        Dataset data = builder.build();
        Profiles profiles = data.profiles();
        assertThat(profiles.size()).isEqualTo(42);
        for (int c : new int[] {0, 17, 41}) {
            assertThat(profiles.told(c)).isFalse();
            assertThat(profiles.profile(c, data.catalog()))
                    .isEqualTo(Profile.of(profiles.ids().id(c)));
        }
        assertThat(profiles.profile(40, data.catalog())).isEqualTo(full("told"));
    }

    @Test
    void anEventMayNameACharacterBeforeItIsTold() {
        DatasetBuilder builder = Dataset.builder("x");
        builder.addListen("late", "t", 1);
        assertThat(builder.characterTold("late")).isFalse();
        builder.addCharacter(full("early"));
        builder.addCharacter(full("late").withDemographics(Gender.F, AgeBand.UNDER_18));
        assertThat(builder.characterTold("late")).isTrue();
        Dataset data = builder.build();
        assertThat(data.profiles().ids().ids()).containsExactly("late", "early");
        assertThat(data.profiles().gender(0)).isEqualTo(Gender.F);
        assertThat(data.profiles().ageBand(0)).isEqualTo(AgeBand.UNDER_18);
        assertThat(data.profiles().gender(1)).isEqualTo(Gender.X);
    }

    @Test
    void aSecondProfileOfTheSameIdIsRefused() {
        DatasetBuilder builder = Dataset.builder("x");
        builder.addCharacter(full("c"));
        assertThatThrownBy(() -> builder.addCharacter(Profile.of("c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("character 'c' was added before");
        Dataset data = builder.build();
        assertThat(data.profiles().profile(0, data.catalog())).isEqualTo(full("c"));
    }

    @Test
    void aRefusedProfileLeavesNothingBehind() {
        DatasetBuilder builder = Dataset.builder("x");
        for (Profile bad : List.of(
                Profile.of(""),
                Profile.of("\uD800"),
                Profile.of("c").withAversions(List.of("g", ""), List.of()),
                Profile.of("c").withAversions(List.of("g"), List.of(Block.forEver(Block.Kind.ARTIST, ""))))) {
            assertThatThrownBy(() -> builder.addCharacter(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        Dataset data = builder.build();
        assertThat(data.profiles().size()).isZero();
        assertThat(data.catalog().genres().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void charactersToldBetweenReferencesComeBackAsTheyWentIn(long seed) {
        Random random = new Random(seed);
        DatasetBuilder builder = Dataset.builder("x");
        List<Profile> expected = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            if (random.nextBoolean()) {
                builder.character("c" + random.nextInt(500));
            }
            Profile profile = randomProfile("c" + i, random);
            expected.add(profile);
            builder.addCharacter(profile);
        }
        Dataset data = builder.build();
        for (Profile profile : expected) {
            int c = data.profiles().ids().indexOf(profile.id());
            assertThat(data.profiles().profile(c, data.catalog()))
                    .as("seed %d", seed)
                    .isEqualTo(profile);
        }
    }

    private static Profile randomProfile(String id, Random random) {
        List<Block> blocks = new ArrayList<>();
        for (int j = random.nextInt(3); j > 0; j--) {
            blocks.add(new Block(any(Block.Kind.values(), random), "x" + random.nextInt(20), random.nextLong()));
        }
        return new Profile(
                id,
                random.nextBoolean() ? "" : "acc" + random.nextInt(9),
                any(Gender.values(), random),
                any(AgeBand.values(), random),
                random.nextBoolean() ? "" : "r" + random.nextInt(4),
                random.nextBoolean() ? List.of() : List.of("a" + random.nextInt(9)),
                random.nextBoolean() ? List.of() : List.of("g" + random.nextInt(9)),
                random.nextBoolean() ? List.of() : List.of("g" + random.nextInt(9), "g10"),
                blocks,
                random.nextBoolean(),
                random.nextBoolean());
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
