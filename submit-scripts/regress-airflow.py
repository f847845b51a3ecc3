"""A gate as a DAG of Airflow: one task, whose exit code is the verdict.

A verdict (10 to 13) is not retried: the same run gives the same bits. What has no baseline yet is skipped. spark-submit
runs in client mode, where the code arrives as it is.
"""

from datetime import datetime, timedelta

from airflow import DAG

try:
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:  # Airflow 2
    from airflow.operators.bash import BashOperator

NO_BASELINE = 13

with DAG(
    dag_id="assay_regress_nightly",
    schedule="0 3 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 0},
) as dag:
    gate = BashOperator(
        task_id="gate",
        bash_command=(
            "/opt/assay/bin/assay regress run /etc/assay/nightly.yaml "
            "--reports /var/lib/assay/gates/{{ ds_nodash }} --revision '{{ run_id }}'"
        ),
        skip_on_exit_code=[NO_BASELINE],
        retries=0,
        execution_timeout=timedelta(hours=10),
    )
