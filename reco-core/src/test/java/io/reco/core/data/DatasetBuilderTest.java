package io.reco.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetBuilderTest {
    private static final Playlist PLAYLIST =
            new Playlist("p", "Night drive", "owner", List.of("night", "car"), List.of("t2", "t1", "t2"), 1_000, 7);

    @Test
    void thePartsShareTheirIndices() {
        DatasetBuilder builder = Dataset.builder("mine");
        builder.addListen("c2", "t2", 2_000);
        builder.addListen("c1", "t1", 1_000);
        builder.addPlaylist(PLAYLIST);
        Dataset data = builder.build();
        assertThat(data.name()).isEqualTo("mine");
        assertThat(data.profiles().ids().ids()).containsExactly("c2", "c1", "owner");
        assertThat(data.catalog().tracks().ids()).containsExactly("t2", "t1");
        assertThat(data.events().characterCount()).isEqualTo(3);
        assertThat(data.events().track(data.events().start(1))).isEqualTo(1);
        assertThat(data.playlists().owner(0)).isEqualTo(2);
        assertThat(data.playlists().tracks().toArray(0)).containsExactly(0, 1, 0);
    }

    @Test
    void playlistsComeBackAsTheyWentIn() {
        DatasetBuilder builder = Dataset.builder("x");
        builder.addPlaylist(PLAYLIST);
        for (int i = 0; i < 60; i++) {
            builder.addPlaylist(Playlist.of("p" + i, List.of("t" + i)));
        }
        builder.addPlaylist(Playlist.of("none", List.of()));
        Dataset data = builder.build();
        Playlists playlists = data.playlists();
        assertThat(playlists.size()).isEqualTo(62);
        assertThat(playlists.playlist(0, data.catalog(), data.profiles())).isEqualTo(PLAYLIST);
        assertThat(playlists.playlist(60, data.catalog(), data.profiles()))
                .isEqualTo(Playlist.of("p59", List.of("t59")));
        assertThat(playlists.playlist(61, data.catalog(), data.profiles())).isEqualTo(Playlist.of("none", List.of()));
        assertThat(playlists.owner(1)).isEqualTo(IdMap.ABSENT);
        assertThat(playlists.updatedMillis(1)).isEqualTo(-1);
        assertThat(playlists.followers(1)).isEqualTo(-1);
    }

    @Test
    void aSecondPlaylistOfTheSameIdIsRefused() {
        DatasetBuilder builder = Dataset.builder("x");
        builder.addPlaylist(PLAYLIST);
        assertThat(builder.playlistTold("p")).isTrue();
        assertThatThrownBy(() -> builder.addPlaylist(Playlist.of("p", List.of("other"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("playlist 'p' was added before");
        assertThat(builder.build().catalog().tracks().contains("other")).isFalse();
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() {
        DatasetBuilder builder = Dataset.builder("x");
        assertThatThrownBy(() -> builder.addPlaylist(Playlist.of("", List.of("t"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.addPlaylist(Playlist.of("p", List.of("t", ""))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.addListen("c", "", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.addListen("c", "t", -7)).hasMessageContaining("time -7");
        builder.addListen("d", "u", 1);
        assertThatThrownBy(() -> builder.addListen("c", "t", EventLog.NO_TIME)).hasMessageContaining("has no time");
        Dataset data = builder.build();
        assertThat(data.profiles().ids().ids()).containsExactly("d");
        assertThat(data.catalog().tracks().ids()).containsExactly("u");
        assertThat(data.playlists().size()).isZero();
    }

    @Test
    void anAccountThatIsNotAnIdIsRefusedAndLeavesNothingBehind() {
        DatasetBuilder builder = Dataset.builder("x");
        Profile bad = new Profile(
                "c",
                "\uD800",
                Gender.F,
                AgeBand.FROM_18,
                "north",
                List.of("a"),
                List.of(),
                List.of(),
                List.of(),
                true,
                false);
        assertThatThrownBy(() -> builder.addCharacter(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unpaired surrogate");
        assertThat(builder.build().profiles().ids().ids()).isEmpty();
    }

    @Test
    void aBuilderIsUsedOnce() {
        DatasetBuilder builder = Dataset.builder("x");
        builder.build();
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLogWithTracksThatTheCatalogueDoesNotHaveIsRefused() {
        DatasetBuilder builder = Dataset.builder("x");
        int c = builder.character("c");
        builder.catalog().track("only");
        builder.events().add(c, 1, 5, EventType.LISTEN);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("track 1");
    }

    @Test
    void aLogWithOtherCharactersIsRefused() {
        DatasetBuilder builder = Dataset.builder("x");
        builder.addListen("c", "t", 1);
        Dataset data = builder.build();
        assertThat(data.withEvents(EventLog.empty(1)).events().size()).isZero();
        assertThatThrownBy(() -> data.withEvents(EventLog.empty(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 characters");
    }
}
