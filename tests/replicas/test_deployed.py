"""What is handed out for several processes is well formed, and names only what is there."""

import re

import yaml  # type: ignore[import-untyped]

from tests.helpers import ROOT

DEPLOY = ROOT / "deploy"


def test_the_parts_for_kubernetes_fit_together() -> None:
    parts = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "dashboard.yaml").read_text("utf-8")))
    by_kind = {part["kind"]: part for part in parts}
    assert set(by_kind) == {"Deployment", "Service", "PodDisruptionBudget", "Ingress", "NetworkPolicy"}
    deployment = by_kind["Deployment"]["spec"]
    pod = deployment["template"]
    labels = pod["metadata"]["labels"]
    assert deployment["replicas"] >= 2
    assert deployment["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    assert by_kind["PodDisruptionBudget"]["spec"]["minAvailable"] == 1
    chosen = [
        deployment["selector"]["matchLabels"],
        by_kind["Service"]["spec"]["selector"],
        by_kind["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        by_kind["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
    ]
    assert all(one == labels for one in chosen)
    (container,) = pod["spec"]["containers"]
    port = container["ports"][0]["name"]
    assert by_kind["Service"]["spec"]["ports"][0]["targetPort"] == port
    for probe, path in (("startupProbe", "/healthz"), ("readinessProbe", "/readyz"), ("livenessProbe", "/healthz")):
        assert container[probe]["httpGet"] == {"path": path, "port": port}
    volumes = {volume["name"] for volume in pod["spec"]["volumes"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == volumes
    secret = yaml.safe_load((DEPLOY / "kubernetes" / "secret.example.yaml").read_text("utf-8"))
    assert container["envFrom"] == [{"secretRef": {"name": secret["metadata"]["name"]}}]


def test_the_secret_and_the_containers_set_only_settings_that_there_are() -> None:
    secret = yaml.safe_load((DEPLOY / "kubernetes" / "secret.example.yaml").read_text("utf-8"))
    explained = set(re.findall(r"`([A-Z_]+)`", (DEPLOY / "settings.md").read_text("utf-8")))
    explained |= {"STREAMLIT_SERVER_COOKIE_SECRET"}
    assert set(secret["stringData"]) <= explained
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    for name, service in services.items():
        if name.startswith("dashboard"):
            assert set(service["environment"]) <= explained


def test_the_cookie_that_keeps_a_visitor_is_the_one_that_the_privacy_page_names() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    (name,) = {services[one]["environment"]["AFFINITY_COOKIE"] for one in services if one.startswith("dashboard")}
    configuration = (DEPLOY / "nginx-replicas.conf").read_text("utf-8")
    assert f'"{name}=$request_id;' in configuration
    assert set(re.findall(r"\$cookie_(\w+)", configuration)) == {name}
    parts = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "dashboard.yaml").read_text("utf-8")))
    by_kind = {part["kind"]: part for part in parts}
    (container,) = by_kind["Deployment"]["spec"]["template"]["spec"]["containers"]
    assert {"name": "AFFINITY_COOKIE", "value": name} in container["env"]
    noted = by_kind["Ingress"]["metadata"]["annotations"]
    assert noted["nginx.ingress.kubernetes.io/session-cookie-name"] == name


def test_nginx_knows_every_process_of_the_containers() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    named = re.findall(r"server ([\w-]+):8501", (DEPLOY / "nginx-replicas.conf").read_text("utf-8"))
    assert sorted(named) == sorted(name for name in services if name.startswith("dashboard"))
    assert any("nginx-replicas.conf" in volume for volume in services["nginx"]["volumes"])
