package renran;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsUtils;

/**
 * A single Elasticsearch node that only this machine can reach; no security, no release scripts.
 *
 * <p>Arguments: the node's folder, the HTTP port, the transport port. Runs until it is told to end.
 */
public final class LoopbackNode {
    private LoopbackNode() {}

    public static void main(String[] arguments) throws Exception {
        LogConfigurator.configureESLogging();
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Environment environment =
            new Environment(settings(folder, arguments[1], arguments[2]), folder.resolve("config"));
        Files.createDirectories(environment.pluginsDir());
        Node node = new Node(environment, modulesOf(environment));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close-node"));
        node.start();
        // The node's own threads are daemons: without this one the process would end here.
        Thread.currentThread().join();
    }

    private static Settings settings(Path folder, String httpPort, String transportPort) {
        return Settings.builder()
            .put("cluster.name", "renran-tests")
            .put("node.name", "loopback")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", httpPort)
            .put("transport.port", transportPort)
            .put("path.home", folder)
            .put("path.data", folder.resolve("data"))
            .put("path.logs", folder.resolve("logs"))
            // A full disk on a developer's machine must not turn indices read-only.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    }

    private static PluginsLoader modulesOf(Environment environment) throws Exception {
        return PluginsLoader.createPluginsLoader(
            PluginsUtils.getModuleBundles(environment.modulesDir(), name -> true),
            Set.of(),
            Map.of(),
            false);
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (Exception error) {
            System.err.println("the node did not close cleanly: " + error);
        }
    }
}
